package io.medianest.events;

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
import io.medianest.events.user.UserDeleted;
import io.medianest.events.user.UserPurged;
import io.medianest.events.user.UserReactivated;
import io.medianest.events.user.UserRegistered;
import io.medianest.events.user.UserRoleChanged;
import io.medianest.events.user.UserSuspended;
import io.medianest.events.user.UserUpdated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** At least one event of each type, with and without what may be null. */
final class EventSamples {
    private static final UUID USER = UUID.fromString("0199d7a4-0000-7000-8000-000000000001");
    private static final UUID SESSION = UUID.fromString("0199d7a4-0000-7000-8000-000000000002");
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final RequestedMedia FILM = new RequestedMedia(
            UUID.fromString("0199d7a4-0000-7000-8000-000000000003"), USER, "movie", "603", "The Matrix");
    private static final RequestedMedia ORPHAN = new RequestedMedia(FILM.id(), null, "tv", "1399", "Game of Thrones");

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
            new MediaRequestFailed(FILM),
            new MediaRequestCancelled(FILM),
            new MediaRequestArchived(FILM));

    private EventSamples() {}
}
