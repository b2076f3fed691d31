package io.medianest.simulators.overseerr;

import io.medianest.simulators.catalog.Artwork;
import io.medianest.simulators.catalog.Title;

/** Words a notification about a request. */
final class Notifications {

    private static final String IMAGES = "https://image.tmdb.org/t/p/w600_and_h900_bestv2";

    private final Store store;

    Notifications(Store store) {
        this.store = store;
    }

    /** About the request as it is; the media as it was before the request's change reached it. */
    Notification about(NotificationType type, MediaRequest request, Media media) {
        Title title = (request.type().equals("movie")
                        ? store.catalog().movie(request.tmdbId()).map(Title.class::cast)
                        : store.catalog().series(request.tmdbId()).map(Title.class::cast))
                .orElseThrow();
        return new Notification(
                type,
                title.title() + " (" + title.year() + ")",
                title.overview(),
                IMAGES + Artwork.path(request.type(), title.id()),
                request,
                media,
                store.user(request.requestedBy()).orElseThrow());
    }
}
