package io.medianest.gateway.header;

import io.medianest.gateway.client.ClientsOfRequests;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * Tells browsers, with every answer of the gateway and of the services, to treat it as data: nothing in it is run,
 * framed, stored or named as a referrer.
 */
@ApplicationScoped
class SecurityHeaders {
    private static final int AFTER_CORRELATION = 9_500;
    static final String STRICT_TRANSPORT_SECURITY = "Strict-Transport-Security";
    static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private final ClientsOfRequests clients;

    SecurityHeaders(ClientsOfRequests clients) {
        this.clients = clients;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, AFTER_CORRELATION);
    }

    private void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        ALWAYS.forEach((name, value) -> headers.set(name, value));
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (clients.of(context).isHttps()) {
            headers.set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
        context.next();
    }
}
