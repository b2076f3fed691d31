package io.medianest.events;

import io.medianest.events.error.ErrorLogged;
import io.medianest.events.media.MediaRequestApproved;
import io.medianest.events.media.MediaRequestArchived;
import io.medianest.events.media.MediaRequestAvailable;
import io.medianest.events.media.MediaRequestCancelled;
import io.medianest.events.media.MediaRequestCompleted;
import io.medianest.events.media.MediaRequestCreated;
import io.medianest.events.media.MediaRequestDeclined;
import io.medianest.events.media.MediaRequestFailed;
import io.medianest.events.media.MediaRequestProcessing;
import io.medianest.events.media.RequestedMedia;
import io.medianest.events.revocation.RevocationHeartbeat;
import io.medianest.events.revocation.TokenRevoked;
import io.medianest.events.service.ServiceConfigChanged;
import io.medianest.events.service.ServiceStatusChanged;
import io.medianest.events.user.UserDeleted;
import io.medianest.events.user.UserPurged;
import io.medianest.events.user.UserReactivated;
import io.medianest.events.user.UserRegistered;
import io.medianest.events.user.UserRoleChanged;
import io.medianest.events.user.UserSuspended;
import io.medianest.events.user.UserUpdated;
import io.medianest.events.youtube.DownloadCounts;
import io.medianest.events.youtube.DownloadItem;
import io.medianest.events.youtube.RequestedDownload;
import io.medianest.events.youtube.YouTubeDownloadCancelled;
import io.medianest.events.youtube.YouTubeDownloadCompleted;
import io.medianest.events.youtube.YouTubeDownloadFailed;
import io.medianest.events.youtube.YouTubeDownloadInPlex;
import io.medianest.events.youtube.YouTubeDownloadItemFailed;
import io.medianest.events.youtube.YouTubeDownloadItemFinished;
import io.medianest.events.youtube.YouTubeDownloadNotInPlex;
import io.medianest.events.youtube.YouTubeDownloadQueued;
import io.medianest.events.youtube.YouTubeDownloadStarted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** At least one event of each type, with and without what may be null. */
final class EventSamples {
    private static final UUID USER = UUID.fromString("0199d7a4-0000-7000-8000-000000000001");
    private static final UUID SESSION = UUID.fromString("0199d7a4-0000-7000-8000-000000000002");
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final RequestedMedia FILM = new RequestedMedia(
            UUID.fromString("0199d7a4-0000-7000-8000-000000000003"), USER, "movie", "603", "The Matrix");
    private static final RequestedMedia FOLLOWED =
            new RequestedMedia(FILM.id(), USER, "movie", "603", "The Matrix", List.of(SESSION));
    private static final RequestedMedia ORPHAN = new RequestedMedia(FILM.id(), null, "tv", "1399", "Game of Thrones");

    private static final RequestedDownload PLAYLIST = new RequestedDownload(
            UUID.fromString("0199d7a4-0000-7000-8000-000000000004"),
            USER,
            "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf",
            "Talks");
    private static final RequestedDownload UNTITLED =
            new RequestedDownload(PLAYLIST.id(), null, "https://www.youtube.com/watch?v=dQw4w9WgXcQ", null);
    private static final DownloadItem VIDEO = new DownloadItem("dQw4w9WgXcQ", 1, "A talk");
    private static final DownloadCounts COUNTS = new DownloadCounts(3, 1, 1);

    static final List<Event> ALL = List.of(
            new UserRegistered(USER, "ADMIN", "local"),
            new UserUpdated(USER, List.of("name", "email")),
            new UserRoleChanged(USER, "MODERATOR", "USER"),
            new UserSuspended(USER),
            new UserReactivated(USER),
            new UserDeleted(USER),
            new UserPurged(USER),
            TokenRevoked.ofSession(SESSION, TIME),
            TokenRevoked.ofUser(USER, 3, TIME),
            new RevocationHeartbeat(TIME),
            new MediaRequestCreated(FILM, List.of()),
            new MediaRequestCreated(ORPHAN, List.of(1, 2)),
            new MediaRequestApproved(FILM, USER),
            new MediaRequestApproved(FILM, null),
            new MediaRequestDeclined(FILM, USER),
            new MediaRequestDeclined(FILM, null),
            new MediaRequestProcessing(FILM),
            new MediaRequestAvailable(ORPHAN, List.of(1)),
            new MediaRequestCompleted(FILM),
            new MediaRequestCompleted(FOLLOWED),
            new MediaRequestFailed(FILM),
            new MediaRequestCancelled(FILM),
            new MediaRequestArchived(FILM),
            new YouTubeDownloadQueued(PLAYLIST),
            new YouTubeDownloadQueued(UNTITLED),
            new YouTubeDownloadStarted(PLAYLIST, COUNTS),
            new YouTubeDownloadItemFinished(PLAYLIST, VIDEO, COUNTS),
            new YouTubeDownloadItemFailed(
                    PLAYLIST,
                    new DownloadItem("xxxxxxxxxxx", 2, null),
                    "unavailable",
                    "This video is private.",
                    COUNTS),
            new YouTubeDownloadCompleted(PLAYLIST, COUNTS),
            new YouTubeDownloadFailed(UNTITLED, "disk_full", "There is no room left.", new DownloadCounts(0, 0, 0)),
            new YouTubeDownloadCancelled(PLAYLIST, COUNTS),
            new YouTubeDownloadInPlex(PLAYLIST, "completed", "4711"),
            new YouTubeDownloadInPlex(UNTITLED, "completed", null),
            new YouTubeDownloadNotInPlex(PLAYLIST, "failed", "4711", "1 of 2 videos have not appeared in Plex."),
            new YouTubeDownloadNotInPlex(UNTITLED, "completed", null, "1 of 1 videos have not appeared in Plex."),
            new ServiceStatusChanged("plex", "online", "offline", TIME, "No answer within 10 s."),
            new ServiceStatusChanged("overseerr", null, "online", TIME, null),
            new ServiceConfigChanged("plex", true, false),
            new ErrorLogged(
                    "c-1",
                    "media-service",
                    "INTERNAL",
                    "It broke.",
                    "at x",
                    USER,
                    "GET",
                    "/a/1",
                    "/a/{id}",
                    500,
                    "f",
                    null,
                    3,
                    TIME),
            new ErrorLogged(
                    "c-2",
                    "client",
                    "OOPS",
                    "It broke.",
                    null,
                    null,
                    "GET",
                    "/a",
                    null,
                    null,
                    "f",
                    Map.of("page", "home"),
                    1,
                    TIME));

    private EventSamples() {}
}
