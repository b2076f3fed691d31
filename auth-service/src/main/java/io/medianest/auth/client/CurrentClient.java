package io.medianest.auth.client;

import io.medianest.runtime.http.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The client of the running request. */
@RequestScoped
public class CurrentClient {
    private static final int MAX_USER_AGENT = 512;

    private final HttpServerRequest request;

    CurrentClient(HttpServerRequest request) {
        this.request = request;
    }

    /** The client, as the gateway names it; the gateway drops what callers claim and alone reaches this service. */
    public Client get() {
        return new Client(ClientAddress.of(request), userAgent());
    }

    private @Nullable String userAgent() {
        String agent = request.getHeader("User-Agent");
        if (agent == null || agent.isBlank()) {
            return null;
        }
        return agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT));
    }
}
