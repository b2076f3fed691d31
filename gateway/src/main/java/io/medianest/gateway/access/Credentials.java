package io.medianest.gateway.access;

import io.medianest.gateway.access.Credential.AccessToken;
import io.medianest.gateway.access.Credential.Exchangeable;
import io.medianest.gateway.access.Credential.Kind;
import io.medianest.gateway.client.ClientsOfRequests;
import io.medianest.gateway.client.OwnOrigin;
import io.medianest.runtime.http.BrowserCookie;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what a request shows to be let in. A bearer token goes before the cookie, which then counts for nothing: a page of
 * another site cannot send one, and a program that does means it.
 */
@ApplicationScoped
class Credentials {
    private static final String SCHEME = "Bearer ";
    private static final String KEY_BEGINS = "mn_";
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern KEY_IN_QUERY = Pattern.compile("(?:^|[=&])" + KEY_BEGINS + SECRET + "(?:&|$)");

    private final ClientsOfRequests clients;
    private final OwnOrigin origin;

    Credentials(ClientsOfRequests clients, OwnOrigin origin) {
        this.clients = clients;
        this.origin = origin;
    }

    /** What the request shows. */
    Credential of(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isPublic = PublicCalls.contain(request.method(), request.path());
        Optional<String> bearer = bearer(request);
        if (bearer.isPresent()) {
            return isPublic ? new Credential.None() : bearer(bearer.get());
        }
        boolean takesCookie = !isPublic || PublicCalls.takeCookie(request.method(), request.path());
        return takesCookie && origin.maySetCookies(context) ? cookie(context) : new Credential.None();
    }

    /** Whether an API key stands in the address, where every log on the way keeps it. */
    static boolean isKeyInAddress(HttpServerRequest request) {
        return request.query() != null && KEY_IN_QUERY.matcher(request.query()).find();
    }

    private static Credential bearer(String token) {
        if (!token.startsWith(KEY_BEGINS)) {
            return new AccessToken(token);
        }
        return exchangeable(Kind.API_KEY, token, token.substring(KEY_BEGINS.length()));
    }

    private Credential cookie(RoutingContext context) {
        List<String> values = BrowserCookie.SESSION.values(
                context.request().headers().getAll(HttpHeaderNames.COOKIE),
                clients.of(context).isHttps());
        return switch (values.size()) {
            case 0 -> new Credential.None();
            case 1 -> exchangeable(Kind.WEB_SESSION, values.getFirst(), values.getFirst());
            default -> new Credential.Unreadable();
        };
    }

    private static Credential exchangeable(Kind kind, String text, String secret) {
        return SECRET.matcher(secret).matches() ? new Exchangeable(kind, text) : new Credential.Unreadable();
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaderNames.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip());
    }
}
