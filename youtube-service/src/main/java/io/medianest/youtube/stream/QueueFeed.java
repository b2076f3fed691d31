package io.medianest.youtube.stream;

import io.medianest.runtime.schedule.Rounds;
import io.medianest.runtime.stream.News;
import io.medianest.youtube.queue.QueueReader;
import io.medianest.youtube.queue.QueueView;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Tells everybody who listens when downloading is paused, and when it goes on. */
@Startup
@Singleton
class QueueFeed {
    private static final Duration LOOK_EACH = Duration.ofSeconds(2);

    private final DownloadFeed downloads;
    private final QueueReader queue;
    private String told = "";
    private int listeners;

    QueueFeed(DownloadFeed downloads, QueueReader queue, Rounds rounds) {
        this.downloads = downloads;
        this.queue = queue;
        rounds.every("Telling of the queue", LOOK_EACH, this::look);
    }

    private Uni<Void> look() {
        int open = downloads.feed().openStreams();
        if (open == 0) {
            listeners = 0;
            return Uni.createFrom().voidItem();
        }
        boolean someAreNew = open > listeners;
        listeners = open;
        return queue.read().invoke(view -> tell(view, someAreNew)).replaceWithVoid();
    }

    /** Whoever has just come hears of a pause too. Rounds never overlap, so what was told belongs to one thread. */
    private void tell(QueueView view, boolean someAreNew) {
        String state = view.paused() + " " + view.pausedUntil() + " " + view.message();
        boolean changed = told.isEmpty() ? view.paused() : !told.equals(state);
        if (changed || (someAreNew && view.paused())) {
            downloads.feed().tell(new News("youtube-queue", view, caller -> true));
        }
        told = state;
    }
}
