package io.medianest.media.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When requests that have ended are put away. */
@ConfigMapping(prefix = "medianest.archive")
public interface ArchiveConfig {

    /** So long after they were done, or failed. */
    @WithDefault("180d")
    Duration after();

    /** How often they are looked for. */
    @WithDefault("1h")
    Duration every();

    /** So many are put away at once; the rest follows. */
    @WithDefault("100")
    int batch();

    /** How long others wait for an instance that was killed at it. */
    @WithDefault("5m")
    Duration lease();
}
