package io.medianest.events.revocation;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens to refuse although they have not expired: those of one session, or older ones of one user.
 *
 * @param sid the session, or null if it is about a user
 * @param uid the user, or null if it is about a session
 * @param ver with {@code uid}: the user's session version now, tokens with a lower one are refused; else null
 * @param until when the last of those tokens has expired, so that this may be forgotten
 */
public record TokenRevoked(
        @Nullable UUID sid, @Nullable UUID uid, @Nullable Integer ver, Instant until) implements RevocationEvent {

    /** All tokens of one session. */
    public static TokenRevoked ofSession(UUID sid, Instant until) {
        return new TokenRevoked(sid, null, null, until);
    }

    /** All tokens of a user that carry a lower session version than this one. */
    public static TokenRevoked ofUser(UUID uid, int ver, Instant until) {
        return new TokenRevoked(null, uid, ver, until);
    }

    @Override
    public String key() {
        return (sid != null ? sid : Objects.requireNonNull(uid, "neither sid nor uid")).toString();
    }
}
