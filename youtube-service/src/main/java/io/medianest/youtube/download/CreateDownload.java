package io.medianest.youtube.download;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.youtube.address.Quality;
import io.medianest.youtube.address.YouTubeAddress;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants downloaded.
 *
 * @param playlistUrl the address of a playlist, or of one video, at YouTube
 * @param quality how high the pictures may be; {@code best} if absent
 * @param keepInSync must be absent or false: following a playlist is not there yet
 */
public record CreateDownload(
        @NotNull @Schema(examples = "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf")
        String playlistUrl,

        @Nullable Quality quality,
        @Nullable Boolean keepInSync) {

    /**
     * What the address names.
     *
     * @throws ProblemException 400 {@code NOT_A_YOUTUBE_URL}, or 400 {@code KEEP_IN_SYNC_UNSUPPORTED} if that is asked for
     */
    YouTubeAddress address() {
        if (Boolean.TRUE.equals(keepInSync)) {
            throw new ProblemException(
                    400,
                    "KEEP_IN_SYNC_UNSUPPORTED",
                    "A playlist is downloaded as it is now; keepInSync is not possible yet. Leave it out, and ask again"
                            + " when the playlist has grown: what is there already is not downloaded again.");
        }
        return YouTubeAddress.parse(playlistUrl);
    }

    /** How high the pictures may be. */
    Quality wantedQuality() {
        return quality == null ? Quality.BEST : quality;
    }
}
