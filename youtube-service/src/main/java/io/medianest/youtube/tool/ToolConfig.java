package io.medianest.youtube.tool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the programs that download videos are watched. */
@ConfigMapping(prefix = "medianest.youtube.tools")
public interface ToolConfig {

    /** How often they are looked at. */
    @WithDefault("10m")
    Duration every();

    /** From which age on yt-dlp is too old: YouTube changes every few weeks. */
    @WithDefault("P90D")
    Duration oldAfter();
}
