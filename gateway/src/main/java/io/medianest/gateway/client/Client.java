package io.medianest.gateway.header;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/**
 * Who calls, as far as the connection shows. What the client itself claims in headers is not believed; a list of
 * trusted proxies would be consulted here and nowhere else.
 *
 * @param address the IP address
 * @param scheme {@code http} or {@code https}
 * @param host the {@code Host} that was asked for
 */
record Client(String address, String scheme, String host) {

    static Client of(HttpServerRequest request, PublicUrl publicUrl) {
        SocketAddress remote = request.remoteAddress();
        String address = remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
        String scheme = request.isSSL() || publicUrl.isHttps() ? "https" : "http";
        return new Client(address, scheme, request.authority().toString());
    }
}
