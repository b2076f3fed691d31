package io.medianest.events;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The declared list of topics: the launcher, the tests and the cluster create exactly these. */
public final class Topics {
    private static final int REPLICAS = 3;

    /** What happens to users; key: user id. */
    public static final Topic USERS = new Topic("medianest.users", 3, REPLICAS, Duration.ofDays(7));

    /**
     * Tokens to refuse, and a heartbeat; key: user or session id. One partition, so that a heartbeat vouches for
     * everything before it.
     */
    public static final Topic REVOCATIONS = new Topic("medianest.revocations", 1, REPLICAS, Duration.ofHours(1));

    /** What happens to media requests; key: request id. */
    public static final Topic MEDIA_REQUESTS = new Topic("medianest.media-requests", 3, REPLICAS, Duration.ofDays(7));

    /** What happens to YouTube downloads; key: download id. */
    public static final Topic YOUTUBE_DOWNLOADS =
            new Topic("medianest.youtube-downloads", 3, REPLICAS, Duration.ofDays(7));

    /** Changes of the services around MediaNest; key: service name. */
    public static final Topic SERVICES = new Topic("medianest.services", 1, REPLICAS, Duration.ofDays(1));

    /** Errors as they were answered or logged; key: correlation id. */
    public static final Topic ERRORS = new Topic("medianest.errors", 3, REPLICAS, Duration.ofDays(1));

    private static final List<Topic> EVENTS =
            List.of(USERS, REVOCATIONS, MEDIA_REQUESTS, YOUTUBE_DOWNLOADS, SERVICES, ERRORS);

    private Topics() {}

    /** The topics that events are published to, without their dead letters. */
    public static List<Topic> events() {
        return EVENTS;
    }

    /** Every topic to create: those of the events and the dead letters of each. */
    public static List<Topic> all() {
        return EVENTS.stream()
                .flatMap(topic -> Stream.of(topic, topic.deadLetters()))
                .toList();
    }
}
