package io.medianest.stores.jvm;

/** What a JVM of an installation is for. */
public enum JvmRole {
    /** People and their sign-ins: seldom asked, but password hashes are heavy work. */
    AUTH_SERVICE,
    /** What people look at most. */
    MEDIA_SERVICE,
    /** Downloads: other programs do the work. */
    YOUTUBE_SERVICE,
    /** What is up and what went wrong: many small questions to others. */
    MONITOR_SERVICE,
    /** Everything passes it. */
    GATEWAY,
    /** The broker. */
    KAFKA,
    /** Plex and Overseerr of a demo. */
    SIMULATORS
}
