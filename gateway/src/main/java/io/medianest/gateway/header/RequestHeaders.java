package io.medianest.gateway.header;

import io.medianest.gateway.access.Passage;
import io.medianest.gateway.client.Client;
import io.medianest.gateway.client.ClientsOfRequests;
import io.medianest.runtime.correlation.Correlation;
import io.medianest.runtime.trace.TraceParent;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a service hears: the client's headers without those that only the gateway may send and without cookies, then the
 * gateway's own word on who calls.
 */
@ApplicationScoped
public class RequestHeaders {
    private static final List<String> FORGED_PREFIXES = List.of("x-forwarded", "x-user", "x-medianest", "x-original-");
    private static final Set<String> FORGED = Set.of(
            "forwarded",
            "via",
            "proxy",
            "expect",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "x-rewrite-url",
            "x-http-method",
            "x-http-method-override",
            "x-method-override");

    private final ClientsOfRequests clients;

    RequestHeaders(ClientsOfRequests clients) {
        this.clients = clients;
    }

    /**
     * Turns the headers as they came into those that the service gets.
     *
     * @param context the request
     * @param headers its headers; changed in place
     */
    public void prepare(RoutingContext context, MultiMap headers) {
        HopByHop.remove(headers);
        for (String name : Set.copyOf(headers.names())) {
            if (isForged(name.toLowerCase(Locale.ROOT))) {
                headers.remove(name);
            }
        }
        Correlation correlation = Correlation.of(context);
        headers.set(Correlation.HEADER, correlation.id());
        String traceparent = correlation.traceparent();
        // Where calls are traced, the client adds that of the call that it makes.
        if (traceparent == null || TraceParent.current() != null) {
            headers.remove(Correlation.TRACEPARENT_HEADER).remove("tracestate");
        } else {
            headers.set(Correlation.TRACEPARENT_HEADER, traceparent);
        }
        Client client = clients.of(context);
        Passage.prepareRequest(context, headers);
        headers.set("X-Forwarded-For", client.address())
                .set("X-Forwarded-Proto", client.scheme())
                .set("X-Forwarded-Host", context.request().authority().toString());
    }

    private static boolean isForged(String name) {
        return FORGED.contains(name) || FORGED_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
