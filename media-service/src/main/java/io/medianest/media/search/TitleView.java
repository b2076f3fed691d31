package io.medianest.media.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.media.overseerr.Availability;
import io.medianest.media.title.MediaKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A film or a series as a search shows it.
 *
 * @param title empty if Overseerr knows none
 * @param year of the first showing; null if unknown
 * @param overview what it is about; null if unknown
 * @param posterPath where TMDB keeps its poster; null if there is none
 * @param posterUrl a path below this server that answers with its poster; null if there is none
 * @param availability how much of it can be watched
 * @param requestId the caller's own open request for it, else one that the caller follows; null if there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TitleView(
        MediaKind mediaType,
        String tmdbId,
        String title,
        @Nullable Integer year,
        @Nullable String overview,
        @Nullable String posterPath,
        @Nullable String posterUrl,
        Availability availability,
        @Nullable UUID requestId) {}
