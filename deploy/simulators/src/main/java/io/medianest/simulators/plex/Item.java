package io.medianest.simulators.plex;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something in a library: a movie, a show, a season or an episode.
 *
 * @param parent the show of a season, the season of an episode, else null
 * @param index the number of a season or episode, else 0
 * @param guids such as {@code tmdb://603}
 * @param file where it is on the server's disk, or null for a show or season
 */
public record Item(
        String ratingKey,
        String section,
        Kind kind,
        String title,
        int year,
        String summary,
        @Nullable String parent,
        int index,
        List<String> guids,
        @Nullable String file,
        Instant addedAt,
        Instant updatedAt) {

    Item(
            String ratingKey,
            String section,
            Kind kind,
            String title,
            int year,
            String summary,
            @Nullable String parent,
            int index,
            List<String> guids,
            @Nullable String file,
            Instant addedAt) {
        this(ratingKey, section, kind, title, year, summary, parent, index, guids, file, addedAt, addedAt);
    }

    /** The same with another title, changed now. */
    Item withTitle(String title) {
        return new Item(
                ratingKey, section, kind, title, year, summary, parent, index, guids, file, addedAt, Instant.now());
    }

    /** The kinds of things, by Plex's numbers. */
    public enum Kind {
        /** A film or any single video. */
        MOVIE(1),
        /** A series. */
        SHOW(2),
        /** A season of a series. */
        SEASON(3),
        /** An episode of a season. */
        EPISODE(4);

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        /** The number in {@code ?type=}. */
        public int type() {
            return type;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
