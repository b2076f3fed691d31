package io.medianest.youtube.file;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the videos are kept. */
@ConfigMapping(prefix = "medianest.youtube")
public interface MediaRootConfig {

    /** The folder below which every video lies; made if it is missing. */
    Path root();

    /** What must stay free on its disk, such as 2G. */
    @WithDefault("2G")
    MemorySize leastFree();
}
