package io.medianest.monitor.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A service to look at.
 *
 * @param name its name
 * @param url where it is; null for the stores that this service uses itself
 * @param key its key in clear; null for none
 * @param settings an object; how it is configured
 * @param timeout how long an answer may take
 * @param slowMs from how many milliseconds on an answer is slow
 */
public record Target(
        String name, @Nullable URI url, @Nullable String key, JsonNode settings, Duration timeout, int slowMs) {

    /** Without the key, wherever this is printed. */
    @Override
    public String toString() {
        return "Target[" + name + "]";
    }
}
