package io.medianest.auth.secret;

import io.medianest.encryption.KeyedHash;
import java.nio.file.Path;

/**
 * How tokens are hashed for storage; each purpose has a key of its own, so that a token of one is nothing to another.
 *
 * @param refresh for refresh tokens
 * @param setup for the setup token
 * @param passwordChange for tokens that are good for a change of password only
 */
public record TokenHashes(KeyedHash refresh, KeyedHash setup, KeyedHash passwordChange) {

    static TokenHashes of(Path pepperFile) {
        return new TokenHashes(
                KeyedHash.of(pepperFile, "refresh-token"),
                KeyedHash.of(pepperFile, "setup-token"),
                KeyedHash.of(pepperFile, "password-change-token"));
    }
}
