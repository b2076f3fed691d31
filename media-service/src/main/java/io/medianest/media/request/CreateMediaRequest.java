package io.medianest.media.request;

import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param mediaType a film or a series
 * @param tmdbId its id at TMDB
 * @param title what to show while Overseerr cannot tell the title
 * @param seasons of a series; all if absent; a film has none
 */
public record CreateMediaRequest(
        @NotNull MediaKind mediaType,

        @NotNull
        @Pattern(regexp = Title.TMDB_ID, message = "must be 1 to 10 digits, without leading zeros")
        @Schema(examples = "603")
        String tmdbId,

        @PlainText(max = 200) @Nullable String title,
        @Nullable SeasonSelection seasons) {

    /** The film or series. */
    Title what() {
        return new Title(mediaType, tmdbId);
    }

    /**
     * The seasons asked for; null for a film.
     *
     * @throws ProblemException if seasons of a film are asked for
     */
    @Nullable
    SeasonSelection selection() {
        if (mediaType == MediaKind.MOVIE) {
            if (seasons != null) {
                throw ProblemException.invalid("seasons", "a film has none; leave it out");
            }
            return null;
        }
        return seasons == null ? SeasonSelection.ALL : seasons;
    }
}
