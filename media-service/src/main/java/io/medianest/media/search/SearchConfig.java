package io.medianest.media.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what Overseerr says of titles is remembered. Older than fresh, it is used while Overseerr is asked anew. */
@ConfigMapping(prefix = "medianest.search")
public interface SearchConfig {

    /** How long a page of search results is fresh. */
    @WithDefault("10m")
    Duration searchFresh();

    /** How long the details of a title are fresh. */
    @WithDefault("2m")
    Duration detailsFresh();

    /** How long a page of trending or popular titles is fresh. */
    @WithDefault("1h")
    Duration listsFresh();

    /** How old an answer may be that somebody gets at once, while Overseerr is asked anew for the next one. */
    @WithDefault("3h")
    Duration usable();

    /** How old an answer may be that somebody gets because Overseerr cannot be asked. */
    @WithDefault("1d")
    Duration kept();

    /** The most answers that are kept; the oldest goes first. */
    @WithDefault("5000")
    int mostKept();

    /** The longest wait for Redis; after it Overseerr is asked. */
    @WithDefault("250ms")
    Duration redisTimeout();
}
