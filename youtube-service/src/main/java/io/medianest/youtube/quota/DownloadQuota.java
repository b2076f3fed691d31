package io.medianest.youtube.quota;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person may still ask for.
 *
 * @param limit how many downloads may be asked for in the time of the limit
 * @param used how many of them are gone
 * @param resetsAt when all of them are back
 * @param diskFreeBytes what is free where the videos are kept
 * @param bytes how much may be kept; absent if that is not limited
 */
public record DownloadQuota(
        int limit,
        int used,
        Instant resetsAt,
        long diskFreeBytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KeptBytes bytes) {

    /**
     * How much may be kept.
     *
     * @param limit the most that one's files may take
     * @param used what they take; a file that others share counts in full
     */
    public record KeptBytes(long limit, long used) {}
}
