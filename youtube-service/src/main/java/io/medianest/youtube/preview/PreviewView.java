package io.medianest.youtube.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.youtube.ytdlp.FailureKind;
import io.medianest.youtube.ytdlp.ListedVideo;
import io.medianest.youtube.ytdlp.Listing;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is in a playlist.
 *
 * @param playlistId its id; that of the video if it is one video
 * @param truncated whether it has more videos than are shown
 * @param estimatedBytes about how much it takes in full quality; absent if YouTube does not tell how long the videos are
 */
public record PreviewView(
        String playlistId,
        String title,
        List<PreviewVideo> items,
        boolean truncated,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long estimatedBytes) {
    /** What a second of picture with 1080 lines and sound takes, about. */
    private static final long BYTES_PER_SECOND = 400_000;

    /**
     * One video.
     *
     * @param durationSeconds null if YouTube does not tell
     * @param unavailable why it cannot be downloaded, for people; absent if it can
     */
    public record PreviewVideo(
            String videoId,
            @Nullable String title,
            @Nullable Integer durationSeconds,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String unavailable) {
        static PreviewVideo of(ListedVideo video) {
            FailureKind hindrance = video.unavailable();
            return new PreviewVideo(
                    video.videoId(),
                    video.title(),
                    video.durationSeconds(),
                    hindrance == null ? null : hindrance.sentence());
        }
    }

    static PreviewView of(Listing listing) {
        long seconds = listing.videos().stream()
                .map(ListedVideo::durationSeconds)
                .filter(Objects::nonNull)
                .mapToLong(Integer::longValue)
                .sum();
        return new PreviewView(
                listing.playlistId(),
                listing.title(),
                listing.videos().stream().map(PreviewVideo::of).toList(),
                listing.truncated(),
                seconds == 0 ? null : seconds * BYTES_PER_SECOND);
    }
}
