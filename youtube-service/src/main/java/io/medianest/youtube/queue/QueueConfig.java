package io.medianest.youtube.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How videos are downloaded one after the other. */
@ConfigMapping(prefix = "medianest.youtube.queue")
public interface QueueConfig {

    /** How often the queue is looked at. */
    @WithDefault("1s")
    Duration every();

    /** How many videos one instance downloads at once. */
    @WithDefault("2")
    int atOnce();

    /** How long others wait for an instance that was killed, or that has lost the database. */
    @WithDefault("30s")
    Duration lease();

    /** How long others wait for an instance that was killed while it asked what is in a playlist. */
    @WithDefault("5m")
    Duration indexLease();

    /** All instances together begin the next video this long after the one before, at the earliest. */
    @WithDefault("10s")
    Duration shortestPace();

    /** And with chance up to this long after it: YouTube blocks what comes like clockwork. */
    @WithDefault("20s")
    Duration longestPace();

    /** How many videos of a playlist are taken. */
    @WithDefault("500")
    int maxItems();

    /** How often a video, or a playlist, is tried. */
    @WithDefault("5")
    int attempts();

    /** The wait after the first failure of a video; it doubles with each further one. */
    @WithDefault("30s")
    Duration firstWait();

    /** The longest wait of one video. */
    @WithDefault("1h")
    Duration longestWait();

    /** How long everything rests once YouTube refuses this installation; it doubles while that goes on. */
    @WithDefault("15m")
    Duration firstRest();

    /** The longest rest of everything. */
    @WithDefault("6h")
    Duration longestRest();

    /** How long a stopping service waits until its processes are gone and their videos given back. */
    @WithDefault("20s")
    Duration farewell();
}
