package io.medianest.runtime.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Where a service's request came from. */
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private ClientAddress() {}

    /**
     * The client's address, as the gateway names it: it drops what callers claim, and alone reaches a service.
     *
     * @return an IP address; null if unknown
     */
    public static @Nullable String of(HttpServerRequest request) {
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
}
