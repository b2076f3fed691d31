package io.medianest.gateway.client;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Where our own pages come from: the configured address, or without one the address that the request itself names, which
 * no page of another site can change.
 */
@ApplicationScoped
public class OwnOrigin {
    private final PublicUrl publicUrl;
    private final ClientsOfRequests clients;

    OwnOrigin(PublicUrl publicUrl, ClientsOfRequests clients) {
        this.publicUrl = publicUrl;
        this.clients = clients;
    }

    /** Our origin for the one who makes this request; empty if the request names none. */
    public Optional<WebOrigin> of(RoutingContext context) {
        return publicUrl.origin().or(() -> named(context));
    }

    /** Whether a request says that one of our own pages makes it; one that says nothing does not. */
    public boolean isNamedBy(RoutingContext context) {
        Optional<WebOrigin> named = WebOrigin.of(context.request().getHeader(HttpHeaderNames.ORIGIN));
        return named.isPresent() && named.equals(of(context));
    }

    /**
     * Whether a session may be kept by a cookie: over https; on the machine itself; or over plain http, where anybody on
     * the way can take the cookie, if the operator has said by the configured address that this is meant.
     */
    public boolean maySetCookies(RoutingContext context) {
        return clients.of(context).isHttps()
                || publicUrl.origin().isPresent()
                || of(context).map(WebOrigin::isLoopback).orElse(false);
    }

    private Optional<WebOrigin> named(RoutingContext context) {
        return WebOrigin.of(
                clients.of(context).scheme() + "://" + context.request().getHeader(HttpHeaderNames.HOST));
    }
}
