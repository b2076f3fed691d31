package io.medianest.monitor.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A service as it is configured right now.
 *
 * @param name its name
 * @param url its address, without a slash at its end
 * @param key its key in clear; null for none, or one that cannot be decrypted
 * @param enabled whether it is used and watched
 * @param settings an object, as the schema of its kind says
 */
public record ConfiguredService(
        String name, URI url, @Nullable String key, boolean enabled, JsonNode settings) {

    /** What it is. */
    public ServiceKind kind() {
        return ServiceKind.of(name);
    }

    /** Without the key, wherever this is printed. */
    @Override
    public String toString() {
        return "ConfiguredService[" + name + ", " + url + ", enabled=" + enabled + "]";
    }
}
