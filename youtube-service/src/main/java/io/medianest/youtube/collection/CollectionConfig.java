package io.medianest.youtube.collection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How downloads are brought into Plex. */
@ConfigMapping(prefix = "medianest.youtube.plex")
public interface CollectionConfig {

    /** The folder of the files as Plex sees it; the same as here unless it is given. */
    Optional<String> directory();

    /** How often is looked for what is to be done. */
    @WithDefault("1s")
    Duration every();

    /** How long others wait for an instance that was killed at it. */
    @WithDefault("5m")
    Duration lease();

    /** The pauses between looks for files that Plex has not found yet; the last one doubles from then on. */
    @WithDefault("2s,5s,10s,20s,30s")
    List<Duration> pauses();

    /** After how many looks all of the library is scanned instead of the new folder alone, which Plex may overlook. */
    @WithDefault("3")
    int scanAllAfter();

    /** After how many looks the collection is made of what is there. */
    @WithDefault("6")
    int enoughAfter();

    /** After how many looks nothing more is waited for; with the usual pauses that is half a day. */
    @WithDefault("16")
    int giveUpAfter();

    /** The longest pause. */
    @WithDefault("1h")
    Duration longestPause();

    /** How long a folder is not scanned again. */
    @WithDefault("4s")
    Duration scanPause();

    /** The pause when Plex cannot be asked. */
    @WithDefault("15s")
    Duration offlinePause();
}
