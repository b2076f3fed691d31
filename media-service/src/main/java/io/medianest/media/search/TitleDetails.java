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
 * @param posterUrl a path below this server that answers with its poster; null if there is none
 * @param seasons of a series, the specials (number 0) among them; empty for a film
 * @param requestId the caller's own open request for it, else one that the caller follows; null if there is none
 * @param source who said so: overseerr, cache, or library, which only knows what can be watched
 * @param stale whether it may be out of date, because Overseerr cannot be asked or is being asked anew
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TitleDetails(
        MediaKind mediaType,
        String tmdbId,
        String title,
        @Nullable Integer year,
        @Nullable String overview,
        @Nullable String posterPath,
        @Nullable String posterUrl,
        @Nullable String backdropPath,
        Availability availability,
        List<TitleSeason> seasons,
        @Nullable UUID requestId,
        AnswerSource source,
        boolean stale) {

    /**
     * One season.
     *
     * @param name null if it has none
     * @param episodes how many; null if unknown
     * @param airDate the day of its first showing; null if unknown
     * @param availability how much of it can be watched
     */
    public record TitleSeason(
            int number,
            @Nullable String name,
            @Nullable Integer episodes,
            @Nullable String airDate,
            Availability availability) {}
}
