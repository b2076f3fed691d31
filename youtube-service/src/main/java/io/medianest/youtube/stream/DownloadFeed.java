package io.medianest.youtube.stream;

import io.medianest.events.Topics;
import io.medianest.events.youtube.YouTubeDownloadEvent;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.schedule.Rounds;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.stream.EventFeed;
import io.medianest.runtime.stream.EventFeeds;
import io.medianest.runtime.stream.News;
import io.medianest.youtube.download.RunningDownloads;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to downloads, and how far they are, for whoever wants them and for MODERATORs. Progress of a download is
 * told when it has changed, at most twice a second, and looked for only while somebody listens.
 */
@Startup
@Singleton
class DownloadFeed {
    private static final Duration LOOK_EACH = Duration.ofMillis(500);

    private final RunningDownloads running;
    private final EventFeed feed;
    private Set<ProgressNews> told = Set.of();

    DownloadFeed(EventFeeds feeds, Rounds rounds, RunningDownloads running) {
        this.running = running;
        feed = feeds.follow(Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadEvent.class, DownloadFeed::news);
        rounds.every("Telling of progress", LOOK_EACH, this::tellProgress);
    }

    /** The feed. */
    EventFeed feed() {
        return feed;
    }

    private Uni<Void> tellProgress() {
        if (feed.openStreams() == 0) {
            return Uni.createFrom().voidItem();
        }
        return running.all().invoke(this::tell).replaceWithVoid();
    }

    /** Rounds never overlap, so that what was told belongs to one thread at a time. */
    private void tell(List<RunningDownloads.Running> all) {
        List<ProgressNews> news = all.stream().map(ProgressNews::of).toList();
        news.stream()
                .filter(one -> !told.contains(one))
                .forEach(one -> feed.tell(new News("youtube-progress", one, caller -> maySee(caller, one.userId()))));
        told = Set.copyOf(news);
    }

    private static News news(ReceivedEvent received, YouTubeDownloadEvent event) {
        return new News(
                "youtube-download",
                DownloadNews.of(received.typeName(), event, received.time()),
                caller -> maySee(caller, event.download().userId()));
    }

    private static boolean maySee(Caller caller, @Nullable UUID owner) {
        return caller.has(Role.MODERATOR) || caller.userId().equals(owner);
    }
}
