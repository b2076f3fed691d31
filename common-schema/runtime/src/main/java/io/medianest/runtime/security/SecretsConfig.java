package io.medianest.runtime.security;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the secrets are. Each is a file, so that none shows in a process list or an inspected environment. */
@ConfigMapping(prefix = "medianest.secrets")
public interface SecretsConfig {

    /**
     * At least 32 random bytes as base64, the same for every service: the key of all keyed hashes. Older ones may stand
     * beside the newest, see {@link io.medianest.encryption.KeyedHash}.
     */
    Path pepperFile();

    /** Tink keyset for what auth-service encrypts; only auth-service has it. */
    Optional<Path> authKeysetFile();

    /** Tink keyset for the keys of connected systems; auth-service does not have it. */
    Optional<Path> connectionsKeysetFile();
}
