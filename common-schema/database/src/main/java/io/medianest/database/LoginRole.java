package io.medianest.database;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roles that log in. What each may do is granted to its group by the migrations. */
public enum LoginRole {
    /** Owns the database and everything in it; migrates and maintains. */
    MEDIANEST_OWNER(null, null),
    /** auth-service. */
    AUTH_SERVICE("medianest_auth", "auth, public"),
    /** media-service. */
    MEDIA_SERVICE("medianest_media", "media, public"),
    /** youtube-service. */
    YOUTUBE_SERVICE("medianest_youtube", "youtube, public"),
    /** monitor-service. */
    MONITOR_SERVICE("medianest_monitor", "monitor, public"),
    /** The gateway: keys and revocations only. */
    GATEWAY("medianest_gateway", "auth, public"),
    /** A person who looks: reads everything, and finds every table without naming its schema. */
    OPERATOR("medianest_operator", "auth, media, youtube, monitor, audit, public");

    private final @Nullable String group;
    private final @Nullable String searchPath;

    LoginRole(@Nullable String group, @Nullable String searchPath) {
        this.group = group;
        this.searchPath = searchPath;
    }

    /** The role's name in PostgreSQL, which is also the name of its password file. */
    public String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The group role it belongs to; empty for the owner. */
    public Optional<String> group() {
        return Optional.ofNullable(group);
    }

    /** Where its unqualified names are looked up; empty where PostgreSQL's default serves. */
    Optional<String> searchPath() {
        return Optional.ofNullable(searchPath);
    }
}
