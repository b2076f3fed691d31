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
import io.medianest.events.youtube.YouTubeDownloadCancelled;
import io.medianest.events.youtube.YouTubeDownloadCompleted;
import io.medianest.events.youtube.YouTubeDownloadFailed;
import io.medianest.events.youtube.YouTubeDownloadInPlex;
import io.medianest.events.youtube.YouTubeDownloadItemFailed;
import io.medianest.events.youtube.YouTubeDownloadItemFinished;
import io.medianest.events.youtube.YouTubeDownloadNotInPlex;
import io.medianest.events.youtube.YouTubeDownloadQueued;
import io.medianest.events.youtube.YouTubeDownloadStarted;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of events: each with its name on the wire, its topic and the record that carries its data. */
public enum EventType {
    USER_REGISTERED("user.registered", Topics.USERS, UserRegistered.class),
    USER_UPDATED("user.updated", Topics.USERS, UserUpdated.class),
    USER_ROLE_CHANGED("user.role-changed", Topics.USERS, UserRoleChanged.class),
    USER_SUSPENDED("user.suspended", Topics.USERS, UserSuspended.class),
    USER_REACTIVATED("user.reactivated", Topics.USERS, UserReactivated.class),
    USER_DELETED("user.deleted", Topics.USERS, UserDeleted.class),
    USER_PURGED("user.purged", Topics.USERS, UserPurged.class),

    TOKEN_REVOKED("token.revoked", Topics.REVOCATIONS, TokenRevoked.class),
    REVOCATION_HEARTBEAT("revocation.heartbeat", Topics.REVOCATIONS, RevocationHeartbeat.class),

    MEDIA_REQUEST_CREATED("media-request.created", Topics.MEDIA_REQUESTS, MediaRequestCreated.class),
    MEDIA_REQUEST_APPROVED("media-request.approved", Topics.MEDIA_REQUESTS, MediaRequestApproved.class),
    MEDIA_REQUEST_DECLINED("media-request.declined", Topics.MEDIA_REQUESTS, MediaRequestDeclined.class),
    MEDIA_REQUEST_PROCESSING("media-request.processing", Topics.MEDIA_REQUESTS, MediaRequestProcessing.class),
    MEDIA_REQUEST_AVAILABLE("media-request.available", Topics.MEDIA_REQUESTS, MediaRequestAvailable.class),
    MEDIA_REQUEST_COMPLETED("media-request.completed", Topics.MEDIA_REQUESTS, MediaRequestCompleted.class),
    MEDIA_REQUEST_FAILED("media-request.failed", Topics.MEDIA_REQUESTS, MediaRequestFailed.class),
    MEDIA_REQUEST_CANCELLED("media-request.cancelled", Topics.MEDIA_REQUESTS, MediaRequestCancelled.class),
    MEDIA_REQUEST_ARCHIVED("media-request.archived", Topics.MEDIA_REQUESTS, MediaRequestArchived.class),

    YOUTUBE_DOWNLOAD_QUEUED("youtube-download.queued", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadQueued.class),
    YOUTUBE_DOWNLOAD_STARTED("youtube-download.started", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadStarted.class),
    YOUTUBE_DOWNLOAD_ITEM_FINISHED(
            "youtube-download.item-finished", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadItemFinished.class),
    YOUTUBE_DOWNLOAD_ITEM_FAILED(
            "youtube-download.item-failed", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadItemFailed.class),
    YOUTUBE_DOWNLOAD_COMPLETED("youtube-download.completed", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadCompleted.class),
    YOUTUBE_DOWNLOAD_FAILED("youtube-download.failed", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadFailed.class),
    YOUTUBE_DOWNLOAD_CANCELLED("youtube-download.cancelled", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadCancelled.class),
    YOUTUBE_DOWNLOAD_IN_PLEX("youtube-download.in-plex", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadInPlex.class),
    YOUTUBE_DOWNLOAD_NOT_IN_PLEX(
            "youtube-download.not-in-plex", Topics.YOUTUBE_DOWNLOADS, YouTubeDownloadNotInPlex.class),

    SERVICE_STATUS_CHANGED("service.status-changed", Topics.SERVICES, ServiceStatusChanged.class),
    SERVICE_CONFIG_CHANGED("service.config-changed", Topics.SERVICES, ServiceConfigChanged.class),

    ERROR_LOGGED("error.logged", Topics.ERRORS, ErrorLogged.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));
    private static final Map<Class<? extends Event>, EventType> BY_DATA =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::data, Function.identity()));

    private final String wireName;

    // A record of immutable values, which Error Prone only believes of annotated types.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Topic topic;

    private final Class<? extends Event> data;

    EventType(String wireName, Topic topic, Class<? extends Event> data) {
        this.wireName = wireName;
        this.topic = topic;
        this.data = data;
    }

    /** The type's name on the wire, such as {@code user.registered}. */
    public String wireName() {
        return wireName;
    }

    /** The topic that events of this type are published to. */
    public Topic topic() {
        return topic;
    }

    /** The record that carries the data of an event of this type. */
    public Class<? extends Event> data() {
        return data;
    }

    /** The type with that name on the wire, or empty: a newer producer may know types that this consumer does not. */
    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /**
     * The type of an event.
     *
     * @throws IllegalArgumentException if its class is not registered here
     */
    public static EventType of(Event event) {
        EventType type = BY_DATA.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass().getName() + " has no event type");
        }
        return type;
    }
}
