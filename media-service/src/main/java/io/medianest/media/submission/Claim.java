package io.medianest.media.submission;

import io.medianest.media.title.Title;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that this instance is sending now.
 *
 * @param userId who asked; null if that person is gone
 * @param seasons the seasons asked for; empty for a film, or while "all" is not expanded
 * @param overseerrId its number there from an attempt before; null if none is known
 * @param attempt counted from 1 since it was queued
 * @param outcomeUnknown whether an attempt before may have taken effect
 */
record Claim(
        UUID id,
        @Nullable UUID userId,
        Title title,
        List<Integer> seasons,
        @Nullable String overseerrId,
        int attempt,
        boolean outcomeUnknown) {

    /** How Overseerr is told the seasons; null for a film. */
    @Nullable
    Object wantedSeasons() {
        return switch (title.kind()) {
            case MOVIE -> null;
            case TV -> seasons.isEmpty() ? "all" : seasons;
        };
    }
}
