package io.medianest.media.overseerr;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently Overseerr is spoken to. */
@ConfigMapping(prefix = "medianest.overseerr")
public interface OverseerrConfig {

    /** How often its address and key are read again. */
    @WithDefault("5s")
    Duration connectionRefresh();

    /** The longest wait for a connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** The longest wait for an answer to a question. */
    @WithDefault("10s")
    Duration readTimeout();

    /** The longest wait for an answer to a change; what happened then is looked up before it is tried again. */
    @WithDefault("20s")
    Duration writeTimeout();

    /** The longest wait for a title while somebody waits for the answer to a request. */
    @WithDefault("2s")
    Duration titleTimeout();

    /** How long nothing is sent after several failures in a row. */
    @WithDefault("5s")
    Duration breakerDelay();

    /** The most that Overseerr, or a proxy before it, may ask to be left alone for. */
    @WithDefault("1m")
    Duration longestPatience();
}
