package io.medianest.runtime.security;

import java.security.Principal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as a verified access token says: a person in a session, or an API key on a person's behalf.
 *
 * @param userId the user
 * @param sessionId the device or web session the token belongs to, or the API key
 * @param version the user's session version when the token was made
 * @param roles the names of all roles, included ones too; see {@link Role}
 * @param authenticatedAt when the person last proved in this session who they are; null for an API key
 * @param scopes what an API key may be used for; null for a person, who may do whatever the roles allow
 * @param issuedAt when the token was made
 * @param expiresAt when it ends
 */
public record Caller(
        UUID userId,
        UUID sessionId,
        int version,
        Set<String> roles,
        @Nullable Instant authenticatedAt,
        @Nullable Set<String> scopes,
        Instant issuedAt,
        Instant expiresAt)
        implements Principal {

    /** The user's id as text. */
    @Override
    public String getName() {
        return userId.toString();
    }

    /** Whether the caller has a role, directly or by inclusion. */
    public boolean has(Role role) {
        return roles.contains(role.name());
    }

    /** Whether this is an API key, not the person. */
    public boolean isApiKey() {
        return scopes != null;
    }
}
