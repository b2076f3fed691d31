package io.medianest.stores.jvm;

/** What a JVM of an installation is for. */
public enum JvmRole {
    /** People and their sign-ins: seldom asked, but password hashes are heavy work. */
    AUTH_SERVICE,
    /** What people look at most. */
    MEDIA_SERVICE,
    /** Everything passes it. */
    GATEWAY,
    /** The broker. */
    KAFKA,
    /** Plex and Overseerr of a demo. */
    SIMULATORS
}
