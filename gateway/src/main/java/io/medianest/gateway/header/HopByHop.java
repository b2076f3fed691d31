package io.medianest.gateway.header;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import java.util.List;

/** The headers that concern one connection only and end at the gateway, in both directions (RFC 9110, 7.6.1). */
final class HopByHop {
    private static final List<String> ALWAYS = List.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade");

    private HopByHop() {}

    /** Removes them, and those that {@code Connection} names; keeps {@code Transfer-Encoding}, which the proxy reads. */
    static void remove(MultiMap headers) {
        for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : value.split(",", -1)) {
                removeNamed(headers, name.strip());
            }
        }
        ALWAYS.forEach(headers::remove);
    }

    /** The framing of the body cannot be named away. */
    private static void removeNamed(MultiMap headers, String name) {
        if (!name.isEmpty()
                && !HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
                && !HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)) {
            headers.remove(name);
        }
    }
}
