package io.medianest.youtube.preview;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How previews are made. */
@ConfigMapping(prefix = "medianest.youtube.preview")
public interface PreviewConfig {

    /** How many are made at once, by all instances together; who comes then is told to come back. */
    @WithDefault("2")
    @Min(1)
    int atOnce();

    /** How long one may take. */
    @WithDefault("30s")
    Duration timeout();

    /** How long one is good for. */
    @WithDefault("10m")
    Duration keep();

    /** The most videos shown of a playlist. */
    @WithDefault("500")
    @Min(1)
    int maxItems();
}
