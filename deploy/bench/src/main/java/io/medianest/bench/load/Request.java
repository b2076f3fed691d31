package io.medianest.bench.load;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as they go over the wire. */
public final class Request {
    private static final String API = "/api/v1";

    private Request() {}

    /**
     * A GET.
     *
     * @param path below {@code /api/v1}
     * @param token of who asks
     */
    public static Buffer get(URI server, String path, String token) {
        return head("GET", server, path, token).appendString("\r\n");
    }

    /** The GET of an event stream. */
    public static Buffer stream(URI server, String path, String token) {
        return head("GET", server, path, token).appendString("Accept: text/event-stream\r\n\r\n");
    }

    /** A request with a JSON body. */
    public static Buffer json(String method, URI server, String path, String token, String body) {
        return withBody(head(method, server, path, token), body);
    }

    /** A request with a JSON body of somebody who has no token yet. */
    public static Buffer json(String method, URI server, String path, String body) {
        return withBody(head(method, server, path), body);
    }

    private static Buffer withBody(Buffer head, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return head.appendString("Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .appendBytes(bytes);
    }

    private static Buffer head(String method, URI server, String path, String token) {
        return head(method, server, path).appendString("Authorization: Bearer " + token + "\r\n");
    }

    private static Buffer head(String method, URI server, String path) {
        return Buffer.buffer("%s %s%s HTTP/1.1\r\nHost: %s\r\n".formatted(method, API, path, server.getAuthority()));
    }
}
