package io.medianest.simulators.overseerr;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as Overseerr keeps it.
 *
 * @param status a number of {@link RequestStatus}
 * @param mediaId the {@link Media} it is for
 * @param requestedBy the user it counts for
 * @param modifiedBy who decided on it last, or null
 * @param seasons empty for a film
 */
public record MediaRequest(
        int id,
        int status,
        int mediaId,
        String type,
        int tmdbId,
        List<RequestedSeason> seasons,
        boolean is4k,
        int requestedBy,
        @Nullable Integer modifiedBy,
        Instant createdAt,
        Instant updatedAt) {

    /** One season of a request; {@code status} is a number of {@link RequestStatus}. */
    public record RequestedSeason(int id, int seasonNumber, int status) {}

    /** The season numbers asked for. */
    public List<Integer> seasonNumbers() {
        return seasons.stream().map(RequestedSeason::seasonNumber).toList();
    }

    boolean isOpen() {
        return status != RequestStatus.DECLINED && status != RequestStatus.COMPLETED;
    }

    MediaRequest withStatus(int status, Instant at) {
        return new MediaRequest(
                id, status, mediaId, type, tmdbId, seasons, is4k, requestedBy, modifiedBy, createdAt, at);
    }

    MediaRequest modifiedBy(int user) {
        return new MediaRequest(
                id, status, mediaId, type, tmdbId, seasons, is4k, requestedBy, user, createdAt, updatedAt);
    }

    /** With other seasons; as with the original, this does not count as a change of the request. */
    MediaRequest withSeasons(List<RequestedSeason> seasons) {
        return new MediaRequest(
                id, status, mediaId, type, tmdbId, seasons, is4k, requestedBy, modifiedBy, createdAt, updatedAt);
    }
}
