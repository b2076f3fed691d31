package io.medianest.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/** When a call is made once more: its repetition changes nothing, and its connection failed before any answer. */
final class Repetition {
    private Repetition() {}

    /** Whether a service may get the request twice: it only reads, and has no body that is used up. */
    static boolean isHarmless(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        return (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method()))
                && (length == null || length.equals("0"))
                && !request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    /** Whether the connection failed, rather than the service took too long or answered nonsense. */
    static boolean isCalledFor(Throwable failure) {
        return failure instanceof HttpClosedException || failure instanceof IOException;
    }
}
