package io.medianest.auth.token;

import io.medianest.auth.user.Member;
import io.medianest.runtime.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says: a person's, with the time of the sign-in, or an API key's, with its scopes.
 *
 * @param userId who
 * @param sessionId by which device, browser or API key
 * @param sessionVersion the user's
 * @param role the user's
 * @param authenticatedAt when the person last proved who they are; null for an API key
 * @param scopes what the API key is good for; null for a person
 */
public record AccessGrant(
        UUID userId,
        UUID sessionId,
        int sessionVersion,
        Role role,
        @Nullable Instant authenticatedAt,
        @Nullable List<String> scopes) {

    /** A person's. */
    public static AccessGrant ofSession(Member member, UUID sessionId, Instant authenticatedAt) {
        return new AccessGrant(
                member.view().id(),
                sessionId,
                member.sessionVersion(),
                member.view().role(),
                authenticatedAt,
                null);
    }
}
