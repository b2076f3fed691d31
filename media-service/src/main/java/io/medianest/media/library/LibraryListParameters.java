package io.medianest.media.library;

import io.medianest.runtime.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list, as they come.
 *
 * @param limit 1 to 100, 20 by default
 * @param cursor from the page before
 * @param sort {@code title} or {@code added}; only where a list can be sorted
 */
public record LibraryListParameters(
        @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable
        String limit,

        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable
        String cursor,

        @QueryParam("sort")
        @Parameter(description = "Of a library's items: title (the default), or added, the newest first")
        @Nullable
        String sort) {

    enum Sort {
        TITLE,
        ADDED
    }

    Sort order() {
        return switch (sort) {
            case "added" -> Sort.ADDED;
            case "title" -> Sort.TITLE;
            case null -> Sort.TITLE;
            default -> throw ProblemException.invalid("sort", "must be title or added");
        };
    }
}
