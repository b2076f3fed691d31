package io.medianest.youtube.queue;

import io.medianest.youtube.ytdlp.FailureKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells people how downloading goes. */
@ApplicationScoped
public class QueueReader {
    private final QueueLook queue;
    private final Disk disk;

    QueueReader(QueueLook queue, Disk disk) {
        this.queue = queue;
        this.disk = disk;
    }

    /** How it goes at this moment. */
    public Uni<QueueView> read() {
        return queue.look().map(this::view);
    }

    private QueueView view(QueueLook.Seen seen) {
        OffsetDateTime until = seen.pausedUntil();
        if (until != null) {
            return new QueueView(true, until.toInstant(), sentence(seen.pauseReason()), seen.waiting(), seen.running());
        }
        return disk.isFull()
                ? new QueueView(true, null, FailureKind.DISK_FULL.sentence(), seen.waiting(), seen.running())
                : new QueueView(false, null, null, seen.waiting(), seen.running());
    }

    private static String sentence(@Nullable String reason) {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(reason))
                .findFirst()
                .map(FailureKind::sentence)
                .orElse("All downloads pause for a while.");
    }
}
