package io.medianest.gateway.access;

import io.medianest.gateway.route.Service;
import io.medianest.runtime.http.BrowserCookie;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of cookies and tokens passes between clients and services: to services the access token that was got for the
 * cookie or key, and no session; to browsers the cookies of the calls that make and end them, and no others.
 */
public final class Passage {
    private static final String TOKEN = Passage.class.getName();
    private static final Pattern SESSION_CALLS = Pattern.compile("(?:POST|DELETE) /api/v1/auth/session");
    private static final Pattern PIN_CALLS =
            Pattern.compile("POST /api/v1/auth/(?:session|accounts/plex|plex/pins(?:/[A-Za-z0-9_-]{1,128}/complete)?)");

    private Passage() {}

    static void withToken(RoutingContext context, String token) {
        context.put(TOKEN, token);
    }

    /** Has the browser forget a cookie that is good for nothing any more. */
    static void endCookie(RoutingContext context) {
        for (boolean https : new boolean[] {true, false}) {
            if (!BrowserCookie.SESSION.values(cookies(context), https).isEmpty()) {
                context.response().headers().add(HttpHeaderNames.SET_COOKIE, BrowserCookie.SESSION.clear(https));
            }
        }
    }

    /**
     * Turns the headers of a request into those that the service gets.
     *
     * @param headers changed in place
     */
    public static void prepareRequest(RoutingContext context, MultiMap headers) {
        headers.remove(HttpHeaderNames.COOKIE).remove(CrossSiteCheck.TOKEN_HEADER);
        @Nullable String token = context.get(TOKEN);
        if (token != null) {
            headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
        }
        if (PIN_CALLS.matcher(call(context)).matches()) {
            String pins = Stream.of(true, false)
                    .flatMap(https -> onlyPin(context, https))
                    .collect(Collectors.joining("; "));
            if (!pins.isEmpty()) {
                headers.set(HttpHeaderNames.COOKIE, pins);
            }
        }
    }

    /**
     * Turns the headers of a service's answer into those that the browser gets.
     *
     * @param headers changed in place
     */
    public static void prepareResponse(RoutingContext context, Service service, MultiMap headers) {
        List<String> cookies = headers.getAll(HttpHeaderNames.SET_COOKIE);
        if (cookies.isEmpty()) {
            return;
        }
        Set<BrowserCookie> allowed = service == Service.AUTH ? setBy(call(context)) : Set.of();
        List<String> kept = cookies.stream()
                .filter(cookie -> allowed.stream().anyMatch(ours -> isOf(ours, cookie)))
                .toList();
        headers.remove(HttpHeaderNames.SET_COOKIE);
        if (!kept.isEmpty()) {
            headers.set(HttpHeaderNames.SET_COOKIE.toString(), kept);
        }
    }

    private static Set<BrowserCookie> setBy(String call) {
        if (SESSION_CALLS.matcher(call).matches()) {
            return Set.of(BrowserCookie.SESSION, BrowserCookie.PLEX_PIN);
        }
        return PIN_CALLS.matcher(call).matches() ? Set.of(BrowserCookie.PLEX_PIN) : Set.of();
    }

    /** Two of one name are nobody's. */
    private static Stream<String> onlyPin(RoutingContext context, boolean https) {
        List<String> values = BrowserCookie.PLEX_PIN.values(cookies(context), https);
        return values.size() == 1
                ? Stream.of(BrowserCookie.PLEX_PIN.name(https) + "=" + values.getFirst())
                : Stream.empty();
    }

    private static boolean isOf(BrowserCookie cookie, String setCookie) {
        return setCookie.startsWith(cookie.name(true) + "=") || setCookie.startsWith(cookie.name(false) + "=");
    }

    private static String call(RoutingContext context) {
        return context.request().method().name() + " " + context.request().path();
    }

    private static List<String> cookies(RoutingContext context) {
        return context.request().headers().getAll(HttpHeaderNames.COOKIE);
    }
}
