package io.medianest.auth.client;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The client of the running request. */
@RequestScoped
public class CurrentClient {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int MAX_USER_AGENT = 512;

    private final HttpServerRequest request;

    CurrentClient(HttpServerRequest request) {
        this.request = request;
    }

    /** The client, as the gateway names it; the gateway drops what callers claim and alone reaches this service. */
    public Client get() {
        return new Client(address(), userAgent());
    }

    private @Nullable String address() {
        String forwarded = request.getHeader(FORWARDED_FOR);
        if (forwarded != null) {
            // The last entry is the gateway's own; anything before it is hearsay.
            String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
            if (NetUtil.createByteArrayFromIpAddressString(last) != null) {
                return last;
            }
        }
        SocketAddress peer = request.remoteAddress();
        return peer == null ? null : peer.hostAddress();
    }

    private @Nullable String userAgent() {
        String agent = request.getHeader("User-Agent");
        if (agent == null || agent.isBlank()) {
            return null;
        }
        return agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT));
    }
}
