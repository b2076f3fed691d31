package io.medianest.media.overseerr;

import org.jspecify.annotations.Nullable;

/**
 * Which product, and which version of it.
 *
 * @param isSeerr whether it is Seerr, which has grown out of Overseerr
 * @param version as it calls itself; null if it does not say so soon
 */
public record About(boolean isSeerr, @Nullable String version) {

    /** The product's name. */
    public String product() {
        return isSeerr ? "seerr" : "overseerr";
    }
}
