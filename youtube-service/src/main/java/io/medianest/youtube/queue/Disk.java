package io.medianest.youtube.queue;

import io.medianest.youtube.file.MediaRoot;
import io.medianest.youtube.file.MediaRootConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Whether there is room for more: nothing is begun, and nothing goes on, once less is free than must be. */
@ApplicationScoped
class Disk {
    private static final Logger LOG = Logger.getLogger(Disk.class);

    private final MediaRoot root;
    private final long least;
    private volatile boolean isFull;
    private volatile long free;
    private volatile long total;

    Disk(MediaRoot root, MediaRootConfig config) {
        this.root = root;
        this.least = config.leastFree().asLongValue();
    }

    /** Looks at it; a disk that cannot be looked at has no room. */
    Uni<Boolean> hasRoom() {
        return root.totalBytes()
                .invoke(bytes -> total = bytes)
                .chain(root::freeBytes)
                .onFailure()
                .invoke(failure -> LOG.warnf("The folder of all videos cannot be looked at: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0L)
                .map(this::seen);
    }

    /** Whether it had no room when it was looked at last. */
    boolean isFull() {
        return isFull;
    }

    /** How many bytes were free then. */
    long free() {
        return free;
    }

    /** How many bytes it has. */
    long total() {
        return total;
    }

    private boolean seen(long bytes) {
        free = bytes;
        boolean full = bytes < least;
        if (full != isFull) {
            isFull = full;
            LOG.warnf(
                    full
                            ? "%d bytes are free and %d must be: nothing is downloaded until there is room"
                            : "%d bytes are free and %d must be: downloads go on",
                    bytes,
                    least);
        }
        return !full;
    }
}
