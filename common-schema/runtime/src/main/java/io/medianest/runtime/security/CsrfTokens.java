package io.medianest.runtime.security;

import io.medianest.encryption.KeyedHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that show that a call under the cookie comes from our own pages: only those could read it from the session's
 * answer. Each belongs to one session and is derived from it, so that auth-service stores none and the gateway, which
 * shares the pepper, asks nobody.
 */
@ApplicationScoped
public class CsrfTokens {
    /** 32 bytes as base64url. */
    private static final int LENGTH = 43;

    private final KeyedHash hash;

    CsrfTokens(SecretsConfig secrets) {
        hash = KeyedHashes.of(secrets, "csrf-token");
    }

    /** The token of a session. */
    public String of(UUID sessionId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.of(bytes(sessionId)));
    }

    /**
     * Whether it is the token of that session.
     *
     * @param token as it came; null if none did
     */
    public boolean matches(UUID sessionId, @Nullable String token) {
        if (token == null || token.length() != LENGTH) {
            return false;
        }
        try {
            byte[] sent = Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.US_ASCII));
            return hash.matches(bytes(sessionId), sent);
        } catch (IllegalArgumentException e) {
            // Not base64url, so none of ours.
            return false;
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
