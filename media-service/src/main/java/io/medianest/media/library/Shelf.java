package io.medianest.media.library;

import io.medianest.runtime.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The libraries that somebody sees.
 *
 * @param libraries in Plex's order
 * @param syncedAt when Plex was last followed; null if it never was
 * @param known whether any library is known, whoever sees it
 * @param stale whether Plex has been silent for so long that what is shown may be old
 */
record Shelf(List<Library> libraries, @Nullable Instant syncedAt, boolean known, boolean stale) {
    private static final Duration SOON = Duration.ofSeconds(30);

    /**
     * The library of that key.
     *
     * @throws ProblemException 404 if there is none, or not for that person; 503 if nothing is known yet
     */
    Library library(String key) {
        return find(key).orElseThrow(() -> ProblemException.notFound("library"));
    }

    /** The library of that key, if that person sees it. */
    Optional<Library> find(String key) {
        return libraries.stream().filter(library -> library.key().equals(key)).findFirst();
    }

    String[] keys() {
        return libraries.stream().map(Library::key).toArray(String[]::new);
    }

    /**
     * The same.
     *
     * @throws ProblemException 503 {@code PLEX_UNAVAILABLE} if Plex never told anything
     */
    Shelf orUnavailable() {
        if (!known && syncedAt == null) {
            throw ProblemException.unavailable(
                    "PLEX_UNAVAILABLE",
                    "The Plex library is not known yet: Plex is not set up, or has not answered since. An ADMIN sets it"
                            + " up under the service plex.",
                    SOON);
        }
        return this;
    }
}
