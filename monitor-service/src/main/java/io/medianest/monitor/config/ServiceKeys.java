package io.medianest.monitor.config;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.UndecryptableException;
import io.medianest.runtime.connection.ConnectionsKeyset;
import io.medianest.runtime.security.SecretsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Encrypts the keys of services, and decrypts them. */
@ApplicationScoped
class ServiceKeys {
    private static final Logger LOG = Logger.getLogger(ServiceKeys.class);

    private final FieldCipher cipher;

    ServiceKeys(SecretsConfig secrets) {
        cipher = ConnectionsKeyset.read(secrets);
    }

    /** As it is stored. */
    String sealed(String service, String key) {
        return cipher.encrypt(key, FieldCipher.place("service_config", "api_key", service));
    }

    /** In clear; null if there is none, or it is under a keyset that this installation does not have. */
    @Nullable
    String clear(String service, @Nullable String sealed) {
        if (sealed == null) {
            return null;
        }
        try {
            return cipher.decrypt(sealed, FieldCipher.place("service_config", "api_key", service));
        } catch (UndecryptableException e) {
            LOG.errorf(
                    "The key of %s cannot be decrypted with the keyset of this installation; set it anew: %s",
                    service, e.getMessage());
            return null;
        }
    }
}
