package io.medianest.gateway.access;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/**
 * The calls that need no token. Whatever stands in their {@code Authorization} is left to the service: a client that
 * renews an expired token may well send it along, and Overseerr's webhook carries a secret of its own there.
 */
final class PublicCalls {
    /** A browser signs in here, whatever session it has had. */
    private static final String WEB_SIGN_IN = "POST /api/v1/auth/session";

    private static final String PASSWORD = "POST /api/v1/auth/password";
    private static final Set<String> EXACT = Set.of(
            "POST /api/v1/auth/setup",
            "POST /api/v1/auth/login",
            "POST /api/v1/auth/login/second-factor",
            "POST /api/v1/auth/plex/pins",
            "POST /api/v1/auth/token/refresh",
            WEB_SIGN_IN,
            // Takes also the token of a demanded change, which only auth-service can judge.
            PASSWORD,
            "POST /api/v1/auth/password/forgot",
            "POST /api/v1/auth/password/reset",
            "POST /api/v1/auth/email/verify",
            "GET /api/v1/auth/jwks.json",
            "POST /api/v1/webhooks/overseerr",
            "GET /api/v1/status-page");
    private static final List<String> PREFIXES = List.of("POST /api/v1/auth/plex/pins/", "GET /api/v1/images/");

    /** Those of them that mean somebody who is signed in, if there is one; the others do not look at the cookie. */
    private static final Set<String> TAKE_COOKIE = Set.of(WEB_SIGN_IN, PASSWORD);

    private PublicCalls() {}

    static boolean takeCookie(HttpMethod method, String path) {
        return TAKE_COOKIE.contains(method.name() + " " + path);
    }

    static boolean isWebSignIn(HttpMethod method, String path) {
        return WEB_SIGN_IN.equals(method.name() + " " + path);
    }

    static boolean contain(HttpMethod method, String path) {
        String call = method.name() + " " + path;
        return EXACT.contains(call) || PREFIXES.stream().anyMatch(call::startsWith);
    }
}
