package io.medianest.auth.plex;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How Plex is spoken to, and whom it lets in. */
@ConfigMapping(prefix = "medianest.auth.plex")
public interface PlexConfig {

    /** Whether somebody who can reach the server, but has no account here, gets one. */
    @WithDefault("true")
    boolean signUp();

    /** Where plex.tv is. */
    @WithDefault("https://plex.tv")
    URI tvUrl();

    /** The page on which people approve a PIN. */
    @WithDefault("https://app.plex.tv/auth")
    URI authUrl();

    /** Where that page sends people afterwards; nowhere unless it is set. */
    Optional<URI> forwardUrl();

    /** The longest wait for a connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** The longest wait for an answer. */
    @WithDefault("8s")
    Duration timeout();

    /** How long nothing is sent after several failures in a row. */
    @WithDefault("5s")
    Duration breakerDelay();

    /** How many PINs may be under way in the whole installation. */
    @WithDefault("1000")
    int maxOpenPins();

    /** The check whether people can still reach the server. */
    Recheck recheck();

    /** The check whether people can still reach the server. */
    interface Recheck {

        /** Whether it is done at all. */
        @WithDefault("true")
        boolean enabled();

        /** How often everybody is looked at. */
        @WithDefault("1d")
        Duration every();

        /** How long it rests between two people, so that plex.tv is not asked for all at once. */
        @WithDefault("1s")
        Duration pause();
    }
}
