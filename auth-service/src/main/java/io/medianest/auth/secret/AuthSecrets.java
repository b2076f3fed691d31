package io.medianest.auth.secret;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.InvalidSecretException;
import io.medianest.runtime.security.SecretsConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads the secrets of this service when it starts, so that a missing or weak one ends the start with its name. */
@ApplicationScoped
class AuthSecrets {
    private static final String SETTING = "medianest.secrets.auth-keyset-file";

    private final SecretsConfig secrets;

    AuthSecrets(SecretsConfig secrets) {
        this.secrets = secrets;
    }

    /** Encrypts what the auth slice stores and needs again. */
    @Produces
    @Singleton
    @Startup
    FieldCipher cipher() {
        return InvalidSecretException.naming(
                SETTING,
                () -> FieldCipher.fromKeysetFile(secrets.authKeysetFile()
                        .orElseThrow(() ->
                                new InvalidSecretException("not set; it names the Tink keyset of auth-service"))));
    }

    /** Hashes what the auth slice only compares. */
    @Produces
    @Singleton
    @Startup
    TokenHashes hashes() {
        return TokenHashes.of(secrets);
    }
}
