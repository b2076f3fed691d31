package io.medianest.runtime.security;

import java.security.Principal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, as a verified access token says.
 *
 * @param userId the user
 * @param sessionId the device or web session the token belongs to
 * @param version the user's session version when the token was made
 * @param roles the names of all roles, included ones too; see {@link Role}
 * @param issuedAt when the token was made
 * @param expiresAt when it ends
 */
public record Caller(UUID userId, UUID sessionId, int version, Set<String> roles, Instant issuedAt, Instant expiresAt)
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
}
