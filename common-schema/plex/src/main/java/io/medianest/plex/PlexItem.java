package io.medianest.plex;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A film, a series, a season or a collection as Plex describes it; anything may be missing.
 *
 * @param ratingKey what Plex calls it
 * @param guid its id with the agent that found it
 * @param titleSort what it is sorted by, if that is not its title
 * @param addedAt in seconds
 * @param updatedAt in seconds
 * @param duration in milliseconds
 * @param index the number of a season
 * @param parentRatingKey the series of a season
 * @param leafCount how many episodes of a season are there
 * @param childCount how many items of a collection are there
 * @param guids its ids elsewhere, such as {@code tmdb://603}
 * @param media its versions, each in files
 */
public record PlexItem(
        @Nullable String ratingKey,
        @Nullable String guid,
        @Nullable String title,
        @Nullable String titleSort,
        @Nullable String originalTitle,
        @Nullable Integer year,
        @Nullable String summary,
        @Nullable String thumb,
        @Nullable String art,
        @Nullable String contentRating,
        @Nullable Long addedAt,
        @Nullable Long updatedAt,
        @Nullable Long duration,
        @Nullable Integer index,
        @Nullable String parentRatingKey,
        @Nullable Integer leafCount,
        @Nullable Integer childCount,
        @JsonProperty("Guid") @Nullable List<@Nullable Guid> guids,
        @JsonProperty("Media") @Nullable List<@Nullable Media> media) {
    private static final Pattern KEY = Pattern.compile("[0-9]{1,15}");
    /** As Plex gives it now, and as the agents of old libraries did. */
    private static final Pattern TMDB =
            Pattern.compile("(?:tmdb|com\\.plexapp\\.agents\\.themoviedb)://([1-9][0-9]{0,9})(?:\\?.*)?");

    /** An id elsewhere. */
    public record Guid(@Nullable String id) {}

    /** A version of it. */
    public record Media(@JsonProperty("Part") @Nullable List<@Nullable Part> parts) {}

    /** A file, as the server sees it. */
    public record Part(@Nullable String file) {}

    /** The files it is in, as the server sees them. */
    public List<String> files() {
        return media == null
                ? List.of()
                : media.stream()
                        .filter(Objects::nonNull)
                        .flatMap(version -> version.parts() == null ? Stream.of() : version.parts().stream())
                        .map(part -> part == null ? null : part.file())
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** The rating key as a number; empty if there is none, as with things that are no items of a library. */
    public Optional<Long> key() {
        return number(ratingKey);
    }

    /** The rating key of what it belongs to. */
    public Optional<Long> parentKey() {
        return number(parentRatingKey);
    }

    /** Its id at TMDB, if Plex knows that. */
    public Optional<String> tmdbId() {
        Stream<@Nullable String> elsewhere =
                guids == null ? Stream.of() : guids.stream().map(id -> id == null ? null : id.id());
        return Stream.concat(elsewhere, Stream.of(guid))
                .filter(Objects::nonNull)
                .map(TMDB::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static Optional<Long> number(@Nullable String text) {
        return text != null && KEY.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
