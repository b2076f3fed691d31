package io.medianest.runtime.connection;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.InvalidSecretException;
import io.medianest.runtime.security.SecretsConfig;

/** The keyset that the keys of outside systems are encrypted with. */
public final class ConnectionsKeyset {
    private ConnectionsKeyset() {}

    /**
     * Reads it.
     *
     * @throws InvalidSecretException naming the setting, if it is missing or no keyset
     */
    public static FieldCipher read(SecretsConfig secrets) {
        return InvalidSecretException.naming(
                "medianest.secrets.connections-keyset-file",
                () -> FieldCipher.fromKeysetFile(
                        secrets.connectionsKeysetFile()
                                .orElseThrow(
                                        () -> new InvalidSecretException(
                                                "not set; it names the keyset that the keys of connected systems are encrypted with"))));
    }
}
