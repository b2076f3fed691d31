package io.medianest.simulators.catalog;

import java.util.List;

/**
 * A series.
 *
 * @param seasons in order; season 0, the specials, comes first where there are any
 */
public record Series(
        int id, int tvdbId, String title, double vote, List<String> genres, List<Season> seasons, String overview)
        implements Title {

    /** A season as TMDB lists it; {@code airDate} is {@code yyyy-MM-dd}. */
    public record Season(int number, String airDate, int episodes) {

        /** {@code Season 3}, or {@code Specials}. */
        public String name() {
            return number == 0 ? "Specials" : "Season " + number;
        }
    }

    @Override
    public String date() {
        return regularSeasons().getFirst().airDate();
    }

    /** The seasons without the specials. */
    public List<Season> regularSeasons() {
        return seasons.stream().filter(season -> season.number() > 0).toList();
    }
}
