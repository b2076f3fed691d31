package io.medianest.auth.plex;

import io.medianest.encryption.SecureTokens;
import io.medianest.runtime.http.BrowserCookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The browser of the running request, as far as PINs are concerned: one that starts a PIN gets a cookie, which only it can
 * show again. Starting another PIN replaces it.
 */
@RequestScoped
public class PinBrowser {
    private static final String SCHEME = "X-Forwarded-Proto";
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final HttpServerRequest request;

    PinBrowser(HttpServerRequest request) {
        this.request = request;
    }

    /** Gives the browser another cookie; empty if no browser asks. Browsers, and only they, say where a page is from. */
    Optional<String> mark() {
        if (request.getHeader("Origin") == null && request.getHeader("Sec-Fetch-Site") == null) {
            return Optional.empty();
        }
        String value = SecureTokens.create();
        setCookie(BrowserCookie.PLEX_PIN.set(value, LIFETIME, isHttps()));
        return Optional.of(value);
    }

    /** What the browser has shown; empty if it has shown nothing, or several, of which nobody can tell which is ours. */
    public Optional<String> cookie() {
        List<String> values = BrowserCookie.PLEX_PIN.values(request.headers().getAll(HttpHeaders.COOKIE), isHttps());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** The PIN is completed, and the cookie of no use any more. */
    public void forget() {
        if (cookie().isPresent()) {
            setCookie(BrowserCookie.PLEX_PIN.clear(isHttps()));
        }
    }

    private void setCookie(String cookie) {
        request.response().headers().add(HttpHeaders.SET_COOKIE, cookie);
    }

    /** As the gateway says, which drops what callers claim. */
    private boolean isHttps() {
        return "https".equals(request.getHeader(SCHEME));
    }
}
