package io.medianest.runtime.address;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who answers under an address: scheme, host and port. Whoever may have a key there may not have it elsewhere.
 *
 * @param scheme in lower case; empty if there is none
 * @param host in lower case; empty if there is none
 * @param port as it stands there or as the scheme means it; -1 if neither is known
 */
public record Origin(String scheme, String host, int port) {
    private static final Map<String, Integer> USUAL =
            Map.of("http", 80, "https", 443, "redis", 6379, "rediss", 6379, "postgresql", 5432, "kafka", 9092);

    /** That of an address. */
    public static Origin of(URI address) {
        String scheme = lower(address.getScheme());
        int port = address.getPort() >= 0 ? address.getPort() : USUAL.getOrDefault(scheme, -1);
        return new Origin(scheme, lower(address.getHost()), port);
    }

    private static String lower(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
    }
}
