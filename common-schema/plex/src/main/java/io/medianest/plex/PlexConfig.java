package io.medianest.plex;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How patiently Plex is spoken to. */
@ConfigMapping(prefix = "medianest.plex")
public interface PlexConfig {

    /** Where plex.tv is, which alone knows with whom the server's libraries are shared. */
    @WithDefault("https://plex.tv")
    URI tvUrl();

    /** Which service speaks; its metrics are named by it. */
    @WithDefault("${quarkus.application.name}")
    String service();

    /** How often the server's address and token are read again. */
    @WithDefault("5s")
    Duration connectionRefresh();

    /** The longest wait for a connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** The longest wait for an answer; a large library on a slow disk takes some seconds. */
    @WithDefault("20s")
    Duration timeout();

    /** The longest wait for a picture. */
    @WithDefault("10s")
    Duration imageTimeout();

    /** How long nothing is sent after several failures in a row. */
    @WithDefault("5s")
    Duration breakerDelay();
}
