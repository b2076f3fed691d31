package io.medianest.media.library;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the Plex server's libraries are followed. */
@ConfigMapping(prefix = "medianest.library")
public interface LibraryConfig {

    /** How often Plex is asked what has changed. */
    @WithDefault("30s")
    Duration every();

    /** How often all of a library is gone through, which also notices what nothing else tells. */
    @WithDefault("6h")
    Duration sweepEvery();

    /** How often plex.tv is asked with whom the libraries are shared. */
    @WithDefault("5m")
    Duration sharesEvery();

    /** How long Plex may be silent before what is shown says that it may be old. */
    @WithDefault("10m")
    Duration staleAfter();

    /** How many titles Plex is asked for at once. */
    @WithDefault("200")
    int pageSize();

    /** How many titles of a library are taken over at most. */
    @WithDefault("200000")
    int maxTitles();

    /** How long others wait for an instance that was killed at this; going through all libraries must fit in it. */
    @WithDefault("5m")
    Duration lease();
}
