package io.medianest.persistence.note;

import io.medianest.encryption.FieldCipher;
import io.medianest.runtime.security.SecretsConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The cipher that a service has whose answers hold secrets. */
class NoteSecrets {

    @Produces
    @Singleton
    FieldCipher cipher(SecretsConfig secrets) {
        return FieldCipher.fromKeysetFile(secrets.connectionsKeysetFile().orElseThrow());
    }
}
