package io.medianest.gateway.access;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/**
 * The calls that need no token. Whatever stands in their {@code Authorization} is left to the service: a client that
 * renews an expired token may well send it along, and Overseerr's webhook carries a secret of its own there.
 */
final class PublicCalls {
    private static final Set<String> EXACT = Set.of(
            "POST /api/v1/auth/setup",
            "POST /api/v1/auth/login",
            "POST /api/v1/auth/login/second-factor",
            "POST /api/v1/auth/plex/pins",
            "POST /api/v1/auth/token/refresh",
            "POST /api/v1/auth/session",
            // These take also the token of a demanded change or second factor, which only auth-service can judge.
            "POST /api/v1/auth/password",
            "POST /api/v1/auth/second-factor",
            "POST /api/v1/auth/second-factor/confirm",
            "POST /api/v1/auth/password/forgot",
            "POST /api/v1/auth/password/reset",
            "POST /api/v1/auth/email/verify",
            "POST /api/v1/auth/not-me",
            "GET /api/v1/auth/jwks.json",
            "POST /api/v1/webhooks/overseerr",
            "GET /api/v1/status-page");
    private static final List<String> PREFIXES = List.of("POST /api/v1/auth/plex/pins/", "GET /api/v1/images/");

    /** A browser signs in here, whatever session it has had. */
    private static final String WEB_SIGN_IN = "POST /api/v1/auth/session";

    /** Who is signed in matters here, but nobody need be. */
    private static final Set<String> FOR_STRANGERS_TOO = Set.of(WEB_SIGN_IN, "POST /api/v1/auth/plex/pins");

    /** Somebody must be signed in here, or have a token of another kind. */
    private static final Set<String> BY_OTHER_TOKENS_TOO = Set.of(
            "POST /api/v1/auth/password", "POST /api/v1/auth/second-factor", "POST /api/v1/auth/second-factor/confirm");

    private PublicCalls() {}

    /** Whether it means somebody who is signed in, if there is one; other public calls do not look at the cookie. */
    static boolean takeCookie(HttpMethod method, String path) {
        String call = method.name() + " " + path;
        return FOR_STRANGERS_TOO.contains(call) || BY_OTHER_TOKENS_TOO.contains(call);
    }

    /** Whether a cookie that is good for nothing is as if there were none. */
    static boolean isForStrangersToo(HttpMethod method, String path) {
        return FOR_STRANGERS_TOO.contains(method.name() + " " + path);
    }

    static boolean isWebSignIn(HttpMethod method, String path) {
        return WEB_SIGN_IN.equals(method.name() + " " + path);
    }

    /** Whether access tokens say something else after that call. */
    static boolean isRenewal(HttpMethod method, String path) {
        return "POST /api/v1/auth/fresh-sign-in".equals(method.name() + " " + path);
    }

    static boolean contain(HttpMethod method, String path) {
        String call = method.name() + " " + path;
        return EXACT.contains(call) || PREFIXES.stream().anyMatch(call::startsWith);
    }
}
