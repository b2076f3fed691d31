package io.medianest.gateway.client;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page comes from, as browsers name it: scheme, host and port, and nothing else (RFC 6454).
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port also if it is the scheme's usual one
 */
public record WebOrigin(String scheme, String host, int port) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    // Not by java.net.URI, which knows no host with an underscore; home networks do.
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads an origin as browsers write it; empty if it is absent, {@code null}, which browsers send for pages of no
     * origin, or anything else than one origin.
     */
    public static Optional<WebOrigin> of(@Nullable String text) {
        Matcher parts = ORIGIN.matcher(text == null ? "" : text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group(1);
        int usual = scheme.equals("https") ? HTTPS : HTTP;
        int port = parts.group(3) == null ? usual : Integer.parseInt(parts.group(3));
        return Optional.of(new WebOrigin(scheme, parts.group(2), port));
    }

    boolean isHttps() {
        return scheme.equals("https");
    }

    /** Whether it never leaves the machine. */
    boolean isLoopback() {
        return LOOPBACK.contains(host) || host.endsWith(".localhost");
    }

    /** As browsers write it. */
    @Override
    public String toString() {
        boolean usual = port == (isHttps() ? HTTPS : HTTP);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }
}
