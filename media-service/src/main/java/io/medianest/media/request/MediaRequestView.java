package io.medianest.media.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.media.title.Title;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API shows it.
 *
 * @param userId who asked; null once that person is gone
 * @param user the same with name; only for those who decide requests
 * @param titleVerified whether the title came from Overseerr
 * @param status pending, approved, processing, available, completed, failed or archived
 * @param phase the coarse view of it: pending, processing, completed or failed
 * @param failureReason declined, cancelled or error; null unless it failed
 * @param decisionNote what was said when it was decided, or why it failed and what helps
 * @param overseerrId its number in Overseerr; null until Overseerr has it
 * @param allSeasons whether it is for all seasons of a series
 * @param seasons in order; empty for a film, or while it is not known what "all" is
 * @param completedAt when all that was asked for could be watched
 * @param followers how many others are told about it
 */
public record MediaRequestView(
        UUID id,
        @Nullable UUID userId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Person user,
        String title,
        boolean titleVerified,
        @Nullable Integer year,
        @Nullable String posterPath,
        String mediaType,
        @Nullable String tmdbId,
        String status,
        String phase,
        @Nullable String failureReason,
        @Nullable String decisionNote,
        @Nullable String overseerrId,
        boolean allSeasons,
        List<Season> seasons,
        Instant createdAt,
        @Nullable Instant completedAt,
        long followers) {

    /** A request as it was just made, without asking the database again. */
    static MediaRequestView pending(MediaRequest request, Title what, Wish wish) {
        String pending = MediaRequestStatus.PENDING.wireName();
        return new MediaRequestView(
                request.id(),
                request.userId(),
                null,
                wish.title().title(),
                wish.title().verified(),
                wish.title().year(),
                wish.title().posterPath(),
                what.kind().wireName(),
                what.tmdbId(),
                pending,
                pending,
                null,
                null,
                null,
                wish.allSeasons(),
                wish.seasons().stream()
                        .sorted()
                        .map(number -> new Season(number, pending))
                        .toList(),
                request.createdAt(),
                null,
                0);
    }

    /** One season and where it stands. */
    public record Season(int number, String status) {}

    /** A person by name. */
    public record Person(
            UUID id, @Nullable String name, @Nullable String image) {}
}
