package io.medianest.media.search;

import io.medianest.media.library.LibraryAvailability;
import io.medianest.media.library.LibraryAvailability.Held;
import io.medianest.media.library.LibraryLookup;
import io.medianest.media.library.LibraryLookup.Known;
import io.medianest.media.library.LibraryLookup.Listed;
import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.Details.SeasonDetails;
import io.medianest.media.overseerr.Results;
import io.medianest.media.overseerr.Results.Result;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the Plex libraries that somebody sees know of titles, in Overseerr's form, while Overseerr cannot be asked. */
@ApplicationScoped
class LibraryFallback {
    private static final int PAGE = 20;

    private final LibraryLookup library;
    private final LibraryAvailability availability;

    LibraryFallback(LibraryLookup library, LibraryAvailability availability) {
        this.library = library;
        this.availability = availability;
    }

    /** The titles that contain a text; fails as Overseerr did if there is none. */
    Uni<Found<Results>> search(UUID userId, String query, int page, Throwable failure) {
        return library.containing(userId, query, PAGE, (page - 1) * PAGE).map(listed -> some(listed, page, failure));
    }

    /**
     * What came into the library last; fails as Overseerr did if there is nothing.
     *
     * @param kind only such; null for films and series
     */
    Uni<Found<Results>> latest(UUID userId, @Nullable MediaKind kind, int page, Throwable failure) {
        return library.latest(userId, kind, PAGE, (page - 1) * PAGE).map(listed -> some(listed, page, failure));
    }

    /** A title in detail; fails as Overseerr did if it is not there. */
    Uni<Found<Details>> details(UUID userId, Title title, Throwable failure) {
        return library.one(userId, title)
                .map(known -> known.orElseThrow(() -> rethrown(failure)))
                .chain(known -> availability
                        .of(List.of(title))
                        .map(held -> found(details(known, held.getOrDefault(title, new Held(Map.of()))))));
    }

    private static Found<Results> some(Listed listed, int page, Throwable failure) {
        if (listed.titles().isEmpty()) {
            throw rethrown(failure);
        }
        return found(results(listed, page));
    }

    private static RuntimeException rethrown(Throwable failure) {
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private static <T> Found<T> found(T value) {
        return new Found<>(value, AnswerSource.LIBRARY, true, Instant.now());
    }

    private static Results results(Listed listed, int page) {
        List<Result> results = listed.titles().stream()
                .map(known -> new Result(
                        Long.parseLong(known.title().tmdbId()),
                        known.title().kind().wireName(),
                        known.name(),
                        null,
                        date(known.year()),
                        null,
                        known.summary(),
                        null,
                        null))
                .toList();
        return new Results(page, (listed.total() + PAGE - 1) / PAGE, listed.total(), results);
    }

    private static Details details(Known known, Held held) {
        List<SeasonDetails> seasons = known.title().kind() == MediaKind.MOVIE
                ? List.of()
                : held.seasons().stream()
                        .sorted()
                        .map(number -> new SeasonDetails(number, null, null, null))
                        .toList();
        return new Details(
                Long.parseLong(known.title().tmdbId()),
                known.name(),
                null,
                date(known.year()),
                null,
                known.summary(),
                null,
                null,
                seasons,
                null);
    }

    /** Only the year of it is shown. */
    private static @Nullable String date(@Nullable Integer year) {
        return year == null ? null : "%04d-01-01".formatted(year);
    }
}
