package io.medianest.media.overseerr;

import io.medianest.media.title.MediaKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    /**
     * The same, with what a library holds counted as watchable besides what Overseerr knows of: a film, or of a series each
     * season of which all episodes are there; of the others some.
     *
     * @param episodes how many episodes of which season; empty for a film
     */
    public Details holding(MediaKind kind, Map<Integer, Integer> episodes) {
        boolean film = kind == MediaKind.MOVIE;
        if (episodes.isEmpty() && !film) {
            return this;
        }
        Set<Integer> whole = new TreeSet<>();
        for (SeasonDetails season : seasons == null ? List.<SeasonDetails>of() : seasons) {
            Integer all = season.episodeCount();
            if (all != null && all > 0 && episodes.getOrDefault(season.seasonNumber(), 0) >= all) {
                whole.add(season.seasonNumber());
            }
        }
        Media known = mediaInfo == null ? new Media(id, null, null, null) : mediaInfo;
        Media more = known.holding(whole, episodes.keySet());
        boolean all =
                film || (!regularSeasons().isEmpty() && more.availableSeasons().containsAll(regularSeasons()));
        return with(more.atLeast(all ? Availability.AVAILABLE : Availability.PARTIAL));
    }

    /** The same without who asked for it. */
    public Details withoutPeople() {
        return with(mediaInfo == null ? null : mediaInfo.withoutRequests());
    }

    private Details with(@Nullable Media known) {
        return new Details(
                id, title, name, releaseDate, firstAirDate, overview, posterPath, backdropPath, seasons, known);
    }

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
