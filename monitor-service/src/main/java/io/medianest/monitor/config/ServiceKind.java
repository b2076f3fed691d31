package io.medianest.monitor.config;

import java.util.Map;
import java.util.Set;

/** What a service is, which decides its settings and how its connection is tried. */
public enum ServiceKind {
    /** The Plex Media Server. */
    PLEX("plex", Set.of("http", "https")),
    /** Overseerr or Jellyseerr. */
    OVERSEERR("overseerr", Set.of("http", "https")),
    /** Uptime Kuma. */
    UPTIME_KUMA("uptime-kuma", Set.of("http", "https")),
    /** What belongs to the installation: its stores and its services, which are reached as the operator configured. */
    OWN("own", Set.of("http", "https", "redis", "rediss", "postgresql", "kafka")),
    /** Anything else, which the operator added. */
    TARGET("target", Set.of("http", "https", "tcp"));

    private static final Map<String, ServiceKind> KNOWN = Map.of(
            "plex", PLEX,
            "overseerr", OVERSEERR,
            "uptime-kuma", UPTIME_KUMA,
            "redis", OWN,
            "database", OWN,
            "kafka", OWN);
    private static final Set<String> SERVICES =
            Set.of("gateway", "auth-service", "media-service", "youtube-service", "monitor-service", "disk", "yt-dlp");

    private final String schema;

    // An immutable set, which Error Prone only believes of its own.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> schemes;

    ServiceKind(String schema, Set<String> schemes) {
        this.schema = schema;
        this.schemes = schemes;
    }

    /** The kind of a service. */
    public static ServiceKind of(String serviceName) {
        return SERVICES.contains(serviceName) ? OWN : KNOWN.getOrDefault(serviceName, TARGET);
    }

    /** The name of the JSON Schema of its settings. */
    String schema() {
        return schema;
    }

    /** What its address may begin with. */
    Set<String> schemes() {
        return schemes;
    }
}
