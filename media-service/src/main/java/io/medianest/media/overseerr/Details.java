package io.medianest.media.overseerr;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The details of a film or a series; the title and date stand in other fields for films than for series. */
public record Details(
        long id,
        @Nullable String title,
        @Nullable String name,
        @Nullable String releaseDate,
        @Nullable String firstAirDate,
        @Nullable String overview,
        @Nullable String posterPath,
        @Nullable String backdropPath,
        @Nullable List<SeasonDetails> seasons,
        @Nullable Media mediaInfo) {

    /** One season as TMDB lists it; number 0 holds the specials. */
    public record SeasonDetails(
            int seasonNumber,
            @Nullable Integer episodeCount,
            @Nullable String airDate,
            @Nullable String name) {}

    /** The title; empty if there is none. */
    public Optional<String> displayTitle() {
        return Optional.ofNullable(title == null ? name : title).filter(text -> !text.isBlank());
    }

    /** The year of the first showing; null if unknown. */
    public @Nullable Integer year() {
        return Years.of(releaseDate == null ? firstAirDate : releaseDate);
    }

    /** The numbers of the seasons, without the specials. */
    public List<Integer> regularSeasons() {
        return seasons == null
                ? List.of()
                : seasons.stream()
                        .map(SeasonDetails::seasonNumber)
                        .filter(number -> number > 0)
                        .sorted()
                        .toList();
    }
}
