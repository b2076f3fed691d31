package io.medianest.runtime.security;

import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.KeyedHash;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start a process with a missing or weak secret, and names its setting: it would show otherwise only when
 * somebody needs it, or never. Secrets that only one service has are checked there.
 */
@ApplicationScoped
class SecretsCheck {
    private static final int FIRST = 1;
    private static final int SHORTEST_PASSWORD = 12;
    private static final String DATABASE = "quarkus.datasource.password";
    private static final String REDIS = "quarkus.redis.password";

    private final Config config;
    private final SecretsConfig secrets;

    SecretsCheck(Config config, SecretsConfig secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        check();
    }

    /**
     * Checks the pepper and the passwords of the stores.
     *
     * @throws InvalidSecretException naming the setting of the first that is missing or weak
     */
    void check() {
        InvalidSecretException.naming(KeyedHashes.SETTING, () -> KeyedHash.of(secrets.pepperFile(), "start"));
        if (password(DATABASE).isEmpty()) {
            throw new InvalidSecretException(DATABASE + " is not set: it is the password of this service's own role");
        }
        strong(DATABASE);
        strong(REDIS);
    }

    private void strong(String setting) {
        if (password(setting).filter(text -> text.length() < SHORTEST_PASSWORD).isPresent()) {
            throw new InvalidSecretException(
                    setting + " is too short: it needs " + SHORTEST_PASSWORD + " characters, better random ones");
        }
    }

    private Optional<String> password(String setting) {
        return config.getOptionalValue(setting, String.class);
    }
}
