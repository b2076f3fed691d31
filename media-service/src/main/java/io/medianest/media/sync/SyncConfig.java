package io.medianest.media.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what happens in Overseerr is followed. */
@ConfigMapping(prefix = "medianest.sync")
public interface SyncConfig {

    /** How often received webhooks are looked at. */
    @WithDefault("1s")
    Duration webhooksEvery();

    /** The longest pause before a webhook about a request that is not known yet is looked at again. */
    @WithDefault("1m")
    Duration longestWebhookPause();

    /** How long a webhook about a request that nobody here knows is kept; polling makes up for it. */
    @WithDefault("1h")
    Duration webhooksKept();

    /** The most webhooks that wait; more are dropped, and polling makes up for them. */
    @WithDefault("1000")
    int mostWebhooks();

    /** How often Overseerr is asked what has changed, in case a webhook was lost. */
    @WithDefault("30s")
    Duration pollEvery();

    /** How many requests Overseerr is asked for at once, and how many of the open ones in one go. */
    @WithDefault("20")
    int pageSize();

    /** How often requests of which everything can be watched are closed. */
    @WithDefault("5s")
    Duration sweepEvery();

    /** How long others wait for an instance that was killed at any of this. */
    @WithDefault("1m")
    Duration lease();
}
