package io.medianest.monitor.alert;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.UndecryptableException;
import io.medianest.runtime.connection.ConnectionsKeyset;
import io.medianest.runtime.security.SecretsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encrypts the secrets of channels, and decrypts them. */
@ApplicationScoped
class AlertSecrets {
    private final FieldCipher cipher;

    AlertSecrets(SecretsConfig secrets) {
        cipher = ConnectionsKeyset.read(secrets);
    }

    /** As it is stored. */
    String sealed(UUID channel, String secret) {
        return cipher.encrypt(secret, place(channel));
    }

    /**
     * In clear.
     *
     * @return null if there is none
     * @throws UndecryptableException if it is under a keyset that this installation does not have
     */
    @Nullable
    String clear(UUID channel, @Nullable String sealed) {
        return sealed == null ? null : cipher.decrypt(sealed, place(channel));
    }

    private static String place(UUID channel) {
        return FieldCipher.place("alert_channels", "secret", channel);
    }
}
