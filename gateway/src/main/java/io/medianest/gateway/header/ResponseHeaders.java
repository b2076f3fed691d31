package io.medianest.gateway.header;

import io.medianest.gateway.access.Passage;
import io.medianest.gateway.route.Destination;
import io.medianest.runtime.correlation.Correlation;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a client hears of a service's answer. The gateway has put its own headers into the answer before; where the
 * service says the same, the gateway's word stands, except for {@code Cache-Control}.
 */
public final class ResponseHeaders {
    private static final List<String> INTERNAL_PREFIXES =
            List.of("access-control-", "x-forwarded", "x-user", "x-medianest");
    private static final Set<String> INTERNAL =
            Set.of("server", "via", "x-powered-by", "alt-svc", "warning", Correlation.HEADER.toLowerCase(Locale.ROOT));

    private ResponseHeaders() {}

    /**
     * Turns the service's headers into those that are added to the answer.
     *
     * @param context the request, whose answer holds the gateway's headers
     * @param headers the service's; changed in place
     * @param destination the service: a location there becomes a path
     */
    public static void prepare(RoutingContext context, MultiMap headers, Destination destination) {
        HttpServerResponse response = context.response();
        HopByHop.remove(headers);
        Passage.prepareResponse(context, destination.service(), headers);
        for (String name : Set.copyOf(headers.names())) {
            if (isInternal(name.toLowerCase(Locale.ROOT))) {
                headers.remove(name);
            }
        }
        SecurityHeaders.ALWAYS.keySet().forEach(headers::remove);
        headers.remove(SecurityHeaders.STRICT_TRANSPORT_SECURITY);
        if (headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            response.headers().remove(HttpHeaderNames.CACHE_CONTROL);
        }
        String location = headers.get(HttpHeaderNames.LOCATION);
        if (location != null) {
            headers.set(HttpHeaderNames.LOCATION, withoutService(location, destination.url()));
        }
    }

    /** Services know only their own address, which is of no use to a client and none of its business. */
    private static String withoutService(String location, URI service) {
        String origin = service.getScheme() + "://" + service.getRawAuthority();
        return location.startsWith(origin + "/") ? location.substring(origin.length()) : location;
    }

    private static boolean isInternal(String name) {
        return INTERNAL.contains(name) || INTERNAL_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
