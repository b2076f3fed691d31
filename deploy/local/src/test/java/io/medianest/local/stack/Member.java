package io.medianest.local.stack;

/** What a {@link MortalStack} is made of. */
public enum Member {
    /** Sign-in and users. */
    AUTH_SERVICE("auth-service"),
    /** Requests. */
    MEDIA_SERVICE("media-service"),
    /** Downloads. */
    YOUTUBE_SERVICE("youtube-service"),
    /** What is up. */
    MONITOR_SERVICE("monitor-service"),
    /** The way in. */
    GATEWAY("gateway"),
    /** Events. */
    KAFKA("Kafka"),
    /** Limits. */
    REDIS("Redis"),
    /** All that is kept. */
    POSTGRES("PostgreSQL");

    private final String label;

    Member(String label) {
        this.label = label;
    }

    /** What a person calls it. */
    public String label() {
        return label;
    }

    boolean isStore() {
        return this == KAFKA || this == REDIS || this == POSTGRES;
    }
}
