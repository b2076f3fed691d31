package io.medianest.simulators.overseerr;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of Overseerr. The owner has id 1.
 *
 * @param username set for a local user, null for one who came from Plex
 * @param plexUsername the name at Plex, or null
 * @param plexId the id at Plex, or null for a local user
 * @param permissions bits of {@link Permission}
 */
public record OverseerrUser(
        int id,
        String email,
        @Nullable String username,
        @Nullable String plexUsername,
        @Nullable Integer plexId,
        int permissions,
        QuotaLimit movieQuota,
        QuotaLimit tvQuota,
        Instant createdAt) {

    /**
     * How much may be requested.
     *
     * @param limit films or seasons in the period; 0 means unlimited
     * @param days the period; 0 means ever
     */
    public record QuotaLimit(int limit, int days) {
        /** Unlimited. */
        public static final QuotaLimit NONE = new QuotaLimit(0, 0);
    }

    /** What the web interface shows: the local name, the Plex name, else the e-mail address. */
    public String displayName() {
        if (username != null) {
            return username;
        }
        return plexUsername != null ? plexUsername : email;
    }

    /** Whether any of the bits is set, or the user is an administrator. */
    public boolean hasAny(int bits) {
        return (permissions & (bits | Permission.ADMIN)) != 0;
    }

    OverseerrUser withPermissions(int permissions) {
        return new OverseerrUser(
                id, email, username, plexUsername, plexId, permissions, movieQuota, tvQuota, createdAt);
    }

    OverseerrUser withQuotas(QuotaLimit movies, QuotaLimit seasons) {
        return new OverseerrUser(id, email, username, plexUsername, plexId, permissions, movies, seasons, createdAt);
    }

    OverseerrUser withPlex(int plexId, String plexUsername) {
        return new OverseerrUser(
                id, email, username, plexUsername, plexId, permissions, movieQuota, tvQuota, createdAt);
    }
}
