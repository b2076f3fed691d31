package io.medianest.media.request;

import io.medianest.media.overseerr.Availability;
import io.medianest.media.overseerr.Media;
import io.medianest.media.overseerr.OverseerrRequest;
import io.medianest.media.overseerr.RequestState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which steps a request has to take so that it says what Overseerr says; none if it does already. */
final class Progress {
    private Progress() {}

    /**
     * The steps of a request that Overseerr has.
     *
     * @param request processing or available; others have no step to take: before, the submission decides, after,
     *     nothing is open any more
     * @param seen the request there, with its media
     */
    static List<Change> steps(MediaRequest request, OverseerrRequest seen) {
        return switch (request.status()) {
            case PROCESSING -> declinedOrFailed(seen).map(List::of).orElseGet(() -> watchable(request, seen.media()));
            case AVAILABLE -> watchable(request, seen.media());
            case PENDING, APPROVED, COMPLETED, FAILED, ARCHIVED -> List.of();
        };
    }

    /** The step of a request whose counterpart in Overseerr is gone. */
    static List<Change> removed(MediaRequest request) {
        return request.status() == MediaRequestStatus.PROCESSING
                ? List.of(new Change.Fail(FailureReason.ERROR, "The request was removed in Overseerr."))
                : List.of();
    }

    private static Optional<Change> declinedOrFailed(OverseerrRequest seen) {
        return seen.state().flatMap(state -> switch (state) {
            case RequestState.DECLINED ->
                Optional.of(new Change.Fail(FailureReason.DECLINED, "Declined in Overseerr."));
            case RequestState.FAILED ->
                Optional.of(new Change.Fail(
                        FailureReason.ERROR,
                        "Overseerr could not hand it to Radarr or Sonarr; look there, then retry."));
            case RequestState.PENDING, RequestState.APPROVED -> Optional.empty();
        });
    }

    private static List<Change> watchable(MediaRequest request, @Nullable Media media) {
        if (media == null) {
            return List.of();
        }
        if (!request.isSeries()) {
            boolean news =
                    request.status() == MediaRequestStatus.PROCESSING && media.availability() == Availability.AVAILABLE;
            return news ? List.of(new Change.Watchable(Set.of())) : List.of();
        }
        Set<Integer> news = request.news(media.availableSeasons());
        return news.isEmpty() ? List.of() : List.of(new Change.Watchable(news));
    }
}
