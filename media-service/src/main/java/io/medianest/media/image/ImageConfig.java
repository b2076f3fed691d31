package io.medianest.media.image;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where pictures come from and how they are kept. */
@ConfigMapping(prefix = "medianest.images")
public interface ImageConfig {

    /** Where TMDB's pictures are. */
    @WithDefault("https://image.tmdb.org")
    URI tmdbUrl();

    /** The longest wait for a picture of TMDB's. */
    @WithDefault("10s")
    Duration timeout();

    /** The longest wait for a connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** How long nothing is sent after several failures in a row. */
    @WithDefault("5s")
    Duration breakerDelay();

    /** The most bytes that a picture may have. */
    @WithDefault("4194304")
    int maxBytes();

    /** Where pictures are kept, for this instance alone; in a directory that ends with the service unless it is set. */
    Optional<Path> cacheDirectory();

    /** The most bytes that all kept pictures may have together; 0 to keep none. */
    @WithDefault("268435456")
    long cacheBytes();
}
