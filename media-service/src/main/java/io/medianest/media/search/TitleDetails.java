package io.medianest.media.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.media.overseerr.Availability;
import io.medianest.media.title.MediaKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A film or a series in detail.
 *
 * @param seasons of a series, the specials (number 0) among them; empty for a film
 * @param requestId the caller's own open request for it; null if there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TitleDetails(
        MediaKind mediaType,
        String tmdbId,
        String title,
        @Nullable Integer year,
        @Nullable String overview,
        @Nullable String posterPath,
        @Nullable String backdropPath,
        Availability availability,
        List<Season> seasons,
        @Nullable UUID requestId) {

    /**
     * One season.
     *
     * @param name null if it has none
     * @param episodes how many; null if unknown
     * @param airDate the day of its first showing; null if unknown
     * @param availability how much of it can be watched
     */
    public record Season(
            int number,
            @Nullable String name,
            @Nullable Integer episodes,
            @Nullable String airDate,
            Availability availability) {}
}
