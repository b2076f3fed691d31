package io.medianest.simulators.overseerr;

import io.medianest.simulators.overseerr.MediaRequest.RequestedSeason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What may become of a request, and what that does to its media. */
final class Transitions {

    private final Store store;
    private final Notifications notifications;

    Transitions(Store store) {
        this.store = store;
        this.notifications = new Notifications(store);
    }

    /** The media of a request that was approved: being fetched, unless some of it is there already. */
    static Media processing(Media media, MediaRequest request) {
        if (request.is4k()) {
            return media.withStatus4k(MediaStatus.PROCESSING, Store.now());
        }
        return media.status() == MediaStatus.AVAILABLE || media.status() == MediaStatus.PARTIALLY_AVAILABLE
                ? media
                : media.withStatus(MediaStatus.PROCESSING, Store.now());
    }

    /** Approves, or retries what failed: the original does not look at what it was before. */
    Change approve(MediaRequest before, OverseerrUser by) {
        synchronized (store) {
            MediaRequest request = store.save(decided(before, RequestStatus.APPROVED, by));
            Media media = store.mediaOf(request);
            boolean there = media.status() == MediaStatus.AVAILABLE;
            Notification notification = notifications.about(
                    there ? NotificationType.MEDIA_AVAILABLE : NotificationType.MEDIA_APPROVED, request, media);
            store.save(processing(media, request));
            return new Change(request, List.of(notification));
        }
    }

    Change decline(MediaRequest before, OverseerrUser by) {
        synchronized (store) {
            MediaRequest request = store.save(decided(before, RequestStatus.DECLINED, by));
            Media media = store.mediaOf(request);
            Notification notification = notifications.about(NotificationType.MEDIA_DECLINED, request, media);
            boolean othersWait = store.requestsFor(media).stream()
                    .anyMatch(other -> other.id() != request.id() && other.status() == RequestStatus.PENDING);
            boolean movie = media.type().equals("movie") && media.status() != MediaStatus.DELETED;
            if (movie || (media.status() == MediaStatus.PENDING && !othersWait)) {
                store.save(media.withStatus(MediaStatus.UNKNOWN, Store.now()));
            }
            return new Change(request, List.of(notification));
        }
    }

    /** Radarr or Sonarr did not take it. */
    Change fail(MediaRequest before, Product product) {
        synchronized (store) {
            MediaRequest request = store.save(before.withStatus(RequestStatus.FAILED, Store.now()));
            Media media = store.mediaOf(request);
            if (product == Product.OVERSEERR) {
                media = store.save(media.withStatus(MediaStatus.UNKNOWN, Store.now()));
            }
            return new Change(request, List.of(notifications.about(NotificationType.MEDIA_FAILED, request, media)));
        }
    }

    /** Removes a request; nothing tells about it. */
    void delete(MediaRequest request) {
        synchronized (store) {
            Media media = store.mediaOf(request);
            store.delete(request);
            if (store.requestsFor(media).isEmpty() && media.status() != MediaStatus.AVAILABLE) {
                store.save(media.withStatus(MediaStatus.UNKNOWN, Store.now()));
            }
        }
    }

    /**
     * Follows a change of the library: completes what is complete and words what there is to tell.
     *
     * @param before the media as it was
     * @param after as it is, saved
     */
    List<Notification> follow(Media before, Media after, Product product) {
        List<Notification> told = new ArrayList<>();
        if (after.status() == MediaStatus.AVAILABLE && before.status() == MediaStatus.PENDING) {
            pending(before, told);
        }
        for (MediaRequest request : store.requestsFor(after)) {
            if (request.is4k() || request.status() == RequestStatus.DECLINED) {
                continue;
            }
            boolean open = request.status() == RequestStatus.APPROVED || request.status() == RequestStatus.FAILED;
            MediaRequest marked = product == Product.SEERR && open ? store.save(markSeasons(request, after)) : request;
            if (isNow(marked, before, after, MediaStatus.AVAILABLE) && open) {
                MediaRequest done = finish(marked, product);
                told.add(notifications.about(NotificationType.MEDIA_AVAILABLE, done, after));
            } else if (isNow(marked, before, after, MediaStatus.DELETED) && open) {
                finish(marked, product);
            }
        }
        return told;
    }

    private void pending(Media before, List<Notification> told) {
        for (MediaRequest request : store.requestsFor(before)) {
            if (request.status() == RequestStatus.PENDING && !request.is4k()) {
                MediaRequest approved = store.save(decided(request, RequestStatus.APPROVED));
                told.add(notifications.about(NotificationType.MEDIA_APPROVED, approved, before));
            }
        }
    }

    private MediaRequest finish(MediaRequest request, Product product) {
        return product == Product.OVERSEERR
                ? request
                : store.save(request.withStatus(RequestStatus.COMPLETED, Store.now()));
    }

    private static boolean isNow(MediaRequest request, Media before, Media after, int status) {
        if (request.type().equals("movie")) {
            return after.status() == status && before.status() != status;
        }
        List<Integer> numbers = request.seasonNumbers();
        return has(numbers, after.seasons(), status) && !has(numbers, before.seasons(), status);
    }

    private static boolean has(List<Integer> numbers, Map<Integer, Integer> seasons, int status) {
        return numbers.stream().allMatch(number -> seasons.getOrDefault(number, MediaStatus.UNKNOWN) == status);
    }

    private static MediaRequest markSeasons(MediaRequest request, Media media) {
        IntFunction<Integer> now = number -> media.seasons().getOrDefault(number, MediaStatus.UNKNOWN);
        return request.withSeasons(request.seasons().stream()
                .map(season -> now.apply(season.seasonNumber()) == MediaStatus.AVAILABLE
                        ? new RequestedSeason(season.id(), season.seasonNumber(), RequestStatus.COMPLETED)
                        : season)
                .toList());
    }

    private static MediaRequest decided(MediaRequest request, int status, OverseerrUser by) {
        return decided(request, status).modifiedBy(by.id());
    }

    private static MediaRequest decided(MediaRequest request, int status) {
        return request.withStatus(status, Store.now())
                .withSeasons(request.seasons().stream()
                        .map(season -> new RequestedSeason(season.id(), season.seasonNumber(), status))
                        .toList());
    }
}
