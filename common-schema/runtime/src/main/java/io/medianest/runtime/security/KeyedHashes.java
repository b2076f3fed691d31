package io.medianest.runtime.security;

import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.KeyedHash;

/** Keyed hashes under the pepper that is configured. */
public final class KeyedHashes {
    static final String SETTING = "medianest.secrets.pepper-file";

    private KeyedHashes() {}

    /**
     * The hash of one purpose.
     *
     * @param purpose a fixed name, such as {@code refresh-token}
     * @throws InvalidSecretException naming the setting, if the pepper is missing or weak
     */
    public static KeyedHash of(SecretsConfig secrets, String purpose) {
        return InvalidSecretException.naming(SETTING, () -> KeyedHash.of(secrets.pepperFile(), purpose));
    }
}
