package io.medianest.media.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.media.image.ImageLinks;
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
 * @param posterUrl a path below this server that answers with its poster; null if there is none
 * @param status pending, approved, processing, available, completed, failed or archived
 * @param phase the coarse view of it: pending, processing, completed or failed
 * @param failureReason declined, cancelled or error; null unless it failed
 * @param decisionNote what was said when it was decided, or why it failed and what helps; null for followers
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
        @Nullable String posterUrl,
        String mediaType,
        @Nullable String tmdbId,
        String status,
        String phase,
        @Nullable String failureReason,
        @Nullable String decisionNote,
        @Nullable String overseerrId,
        boolean allSeasons,
        List<RequestedSeason> seasons,
        Instant createdAt,
        @Nullable Instant completedAt,
        long followers) {

    /**
     * A request as it was just made, without asking the database again; pending, or approved by a rule.
     *
     * @param note what the rule's approval says; null without one
     */
    static MediaRequestView made(MediaRequest request, Title what, Wish wish, @Nullable String note) {
        boolean pending = request.status() == MediaRequestStatus.PENDING;
        String status = request.status().wireName();
        return new MediaRequestView(
                request.id(),
                request.userId(),
                null,
                wish.title().title(),
                wish.title().verified(),
                wish.title().year(),
                wish.title().posterPath(),
                null,
                what.kind().wireName(),
                what.tmdbId(),
                status,
                pending ? status : "processing",
                null,
                note,
                null,
                wish.allSeasons(),
                wish.seasons().stream()
                        .sorted()
                        .map(number -> new RequestedSeason(number, status))
                        .toList(),
                request.createdAt(),
                null,
                0);
    }

    /**
     * What somebody sees of it: of others' requests not what was said to whoever asked.
     *
     * @param viewer who looks; null for those who decide, who see everything
     */
    MediaRequestView asSeenBy(@Nullable UUID viewer) {
        return viewer == null || viewer.equals(userId) || decisionNote == null ? this : with(null, posterUrl, null);
    }

    /** The same with the link of its poster. */
    MediaRequestView illustrated(ImageLinks images) {
        return posterPath == null ? this : with(user, images.tmdb(posterPath), decisionNote);
    }

    private MediaRequestView with(@Nullable Person person, @Nullable String poster, @Nullable String note) {
        return new MediaRequestView(
                id,
                userId,
                person,
                title,
                titleVerified,
                year,
                posterPath,
                poster,
                mediaType,
                tmdbId,
                status,
                phase,
                failureReason,
                note,
                overseerrId,
                allSeasons,
                seasons,
                createdAt,
                completedAt,
                followers);
    }

    /** One season and where it stands. */
    public record RequestedSeason(int number, String status) {}

    /** A person by name. */
    public record Person(
            UUID id, @Nullable String name, @Nullable String image) {}
}
