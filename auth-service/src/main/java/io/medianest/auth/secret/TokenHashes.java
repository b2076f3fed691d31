package io.medianest.auth.secret;

import io.medianest.encryption.KeyedHash;
import io.medianest.runtime.security.KeyedHashes;
import io.medianest.runtime.security.SecretsConfig;

/**
 * How tokens are hashed for storage; each purpose has a key of its own, so that a token of one is nothing to another.
 *
 * @param refresh for refresh tokens
 * @param setup for the setup token
 * @param webSession for the cookies of web sessions
 * @param apiKey for API keys
 * @param limited for what limits count by; no token, but nobody else's business either
 */
public record TokenHashes(
        KeyedHash refresh, KeyedHash setup, KeyedHash webSession, KeyedHash apiKey, KeyedHash limited) {

    static TokenHashes of(SecretsConfig secrets) {
        return new TokenHashes(
                KeyedHashes.of(secrets, "refresh-token"),
                KeyedHashes.of(secrets, "setup-token"),
                KeyedHashes.of(secrets, "web-session"),
                KeyedHashes.of(secrets, "api-key"),
                KeyedHashes.of(secrets, "rate-limit"));
    }
}
