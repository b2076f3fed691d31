package io.medianest.youtube.queue;

import io.medianest.youtube.ytdlp.RunningDownload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The videos that this instance holds, and why some of them are being stopped. */
@ApplicationScoped
class Held {
    private final Map<UUID, Video> videos = new ConcurrentHashMap<>();

    /** Why a video is stopped that would have gone on. */
    enum Stop {
        /** Somebody took it back. */
        CANCELLED,
        /** Another instance may have it by now. */
        LOST,
        /** There is no room. */
        DISK_FULL,
        /** The service stops. */
        FAREWELL
    }

    /** A video that is held; its process may not have begun yet. */
    static final class Video {
        private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
        private final AtomicReference<@Nullable RunningDownload> process = new AtomicReference<>();

        /** Its process has begun; if it was to stop before that, it stops now. */
        void began(RunningDownload download) {
            process.set(download);
            if (stop.get() != null) {
                download.cancel();
            }
        }

        /** Has it stop, if nothing had before. */
        void stop(Stop why) {
            stop.compareAndSet(null, why);
            RunningDownload running = process.get();
            if (running != null) {
                running.cancel();
            }
        }

        /** Why it is being stopped; null if it is not. */
        @Nullable
        Stop why() {
            return stop.get();
        }
    }

    /** From now on this instance holds it. */
    Video add(UUID item) {
        Video video = new Video();
        videos.put(item, video);
        return video;
    }

    /** It is done with. */
    void remove(UUID item) {
        videos.remove(item);
    }

    Set<UUID> ids() {
        return Set.copyOf(videos.keySet());
    }

    boolean isEmpty() {
        return videos.isEmpty();
    }

    int count() {
        return videos.size();
    }

    void stop(UUID item, Stop why) {
        Video video = videos.get(item);
        if (video != null) {
            video.stop(why);
        }
    }

    void stopAll(Stop why) {
        videos.values().forEach(video -> video.stop(why));
    }
}
