package io.medianest.simulators.overseerr;

import io.medianest.simulators.catalog.Series;
import io.medianest.simulators.catalog.Title;
import io.medianest.simulators.overseerr.MediaRequest.RequestedSeason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Takes new requests, with the refusals of the original in the original's order. */
final class RequestDesk {

    private static final String SEASONS_MISSING = "Cannot read properties of undefined (reading 'filter')";

    private final Store store;
    private final Quotas quotas;
    private final Notifications notifications;

    RequestDesk(Store store) {
        this.store = store;
        this.quotas = new Quotas(store);
        this.notifications = new Notifications(store);
    }

    /**
     * Creates a request.
     *
     * @param caller whose right to approve counts
     * @throws ApiException with the status and message of the refusal; 202 when no season is left
     */
    Change create(CreateRequest body, OverseerrUser caller, Product product) {
        synchronized (store) {
            OverseerrUser requester = requester(body, caller);
            checkPermission(body, requester);
            checkQuota(body, requester, 1);
            Title title = title(body);
            Optional<Media> known = store.media(body.mediaType(), body.mediaId());
            checkExisting(body, known);
            List<Integer> seasons = title instanceof Series series ? seasons(body, series, known, product) : List.of();
            if (!body.isMovie()) {
                checkQuota(body, requester, seasons.size());
            }
            Media media = media(body, title, known);
            boolean approved = isAutoApproved(body, caller);
            MediaRequest request = store.save(request(body, media, seasons, approved, requester, caller));
            NotificationType type = approved ? NotificationType.MEDIA_AUTO_APPROVED : NotificationType.MEDIA_PENDING;
            // The original words the notification before the approval reaches the media.
            Notification notification = notifications.about(type, request, media);
            if (approved) {
                store.save(Transitions.processing(media, request));
            }
            return new Change(request, List.of(notification));
        }
    }

    private OverseerrUser requester(CreateRequest body, OverseerrUser caller) {
        Integer userId = body.userId();
        if (userId == null) {
            return caller;
        }
        if (!caller.hasAny(Permission.MANAGE_USERS) || !caller.hasAny(Permission.MANAGE_REQUESTS)) {
            throw new ApiException(403, "You do not have permission to modify the request user.");
        }
        return store.user(userId)
                .orElseThrow(() -> new ApiException(
                        500,
                        "Could not find any entity of type \"User\" matching: {" + "\"where\":{\"id\":" + userId
                                + "}}"));
    }

    private static void checkPermission(CreateRequest body, OverseerrUser requester) {
        boolean in4k = Boolean.TRUE.equals(body.is4k());
        int one = body.isMovie() ? Permission.REQUEST_MOVIE : Permission.REQUEST_TV;
        if (!requester.hasAny(in4k ? Permission.REQUEST_4K : Permission.REQUEST | one)) {
            throw new ApiException(
                    403,
                    "You do not have permission to make " + (in4k ? "4K " : "") + (body.isMovie() ? "movie" : "series")
                            + " requests.");
        }
    }

    private void checkQuota(CreateRequest body, OverseerrUser requester, int wanted) {
        Quotas.Quota quota = quotas.of(requester, body.mediaType());
        if (quota.limit() > 0 && wanted > quota.remaining()) {
            throw new ApiException(403, (body.isMovie() ? "Movie" : "Series") + " Quota exceeded.");
        }
    }

    private Title title(CreateRequest body) {
        Optional<Title> title = body.isMovie()
                ? store.catalog().movie(body.mediaId()).map(Title.class::cast)
                : store.catalog().series(body.mediaId()).map(Title.class::cast);
        return title.orElseThrow(() -> new ApiException(
                500,
                "[TMDB] Failed to fetch " + (body.isMovie() ? "movie" : "TV show")
                        + " details: Request failed with status code 404"));
    }

    private void checkExisting(CreateRequest body, Optional<Media> known) {
        if (known.isPresent() && known.get().status() == MediaStatus.BLOCKLISTED) {
            throw new ApiException(403, "This media is blocklisted.");
        }
        boolean duplicate = body.isMovie()
                && requests(known).stream()
                        .filter(request -> sameKind(request, body))
                        .anyMatch(MediaRequest::isOpen);
        if (duplicate) {
            throw new ApiException(409, "Request for this media already exists.");
        }
    }

    private List<Integer> seasons(CreateRequest body, Series series, Optional<Media> known, Product product) {
        List<Integer> asked = body.seasons();
        if (asked == null && !body.allSeasons()) {
            throw new ApiException(500, SEASONS_MISSING);
        }
        List<Integer> wanted = asked == null
                ? series.regularSeasons().stream().map(Series.Season::number).toList()
                : asked.stream().distinct().toList();
        List<Integer> taken = new ArrayList<>(requests(known).stream()
                .filter(request -> sameKind(request, body) && request.isOpen())
                .flatMap(request -> request.seasonNumbers().stream())
                .toList());
        known.ifPresent(media -> media.seasons().forEach((number, status) -> {
            if (status != MediaStatus.UNKNOWN && status != MediaStatus.DELETED) {
                taken.add(number);
            }
        }));
        List<Integer> left = wanted.stream()
                .filter(number -> !taken.contains(number))
                // Seerr drops the specials unless its operator switched them on.
                .filter(number -> product == Product.OVERSEERR || number > 0)
                .toList();
        if (left.isEmpty()) {
            throw new ApiException(202, "No seasons available to request");
        }
        return left;
    }

    private List<MediaRequest> requests(Optional<Media> known) {
        return known.map(store::requestsFor).orElse(List.of());
    }

    private static boolean sameKind(MediaRequest request, CreateRequest body) {
        Boolean in4k = body.is4k();
        return in4k != null && request.is4k() == in4k;
    }

    private Media media(CreateRequest body, Title title, Optional<Media> known) {
        boolean in4k = Boolean.TRUE.equals(body.is4k());
        Instant now = Store.now();
        Integer tvdbId = title instanceof Series series ? series.tvdbId() : null;
        Media media = known.orElseGet(() -> new Media(
                store.nextId(),
                body.mediaType(),
                title.id(),
                tvdbId,
                MediaStatus.UNKNOWN,
                MediaStatus.UNKNOWN,
                new TreeMap<>(),
                null,
                now,
                now));
        if (in4k) {
            return store.save(isFree(media.status4k()) ? media.withStatus4k(MediaStatus.PENDING, now) : media);
        }
        return store.save(isFree(media.status()) ? media.withStatus(MediaStatus.PENDING, now) : media);
    }

    private static boolean isFree(int status) {
        return status == MediaStatus.UNKNOWN || status == MediaStatus.DELETED;
    }

    private static boolean isAutoApproved(CreateRequest body, OverseerrUser caller) {
        int one = body.isMovie() ? Permission.AUTO_APPROVE_MOVIE : Permission.AUTO_APPROVE_TV;
        return caller.hasAny(Permission.AUTO_APPROVE | one | Permission.MANAGE_REQUESTS);
    }

    private MediaRequest request(
            CreateRequest body,
            Media media,
            List<Integer> seasons,
            boolean approved,
            OverseerrUser requester,
            OverseerrUser caller) {
        int status = approved ? RequestStatus.APPROVED : RequestStatus.PENDING;
        Instant now = Store.now();
        return new MediaRequest(
                store.nextRequestId(),
                status,
                media.id(),
                body.mediaType(),
                media.tmdbId(),
                seasons.stream()
                        .map(number -> new RequestedSeason(store.nextId(), number, status))
                        .toList(),
                Boolean.TRUE.equals(body.is4k()),
                requester.id(),
                approved ? caller.id() : null,
                now,
                now);
    }
}
