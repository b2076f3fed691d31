package io.medianest.runtime.outbound;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of an outside system.
 *
 * @param operation names it in metrics; one of few
 * @param url the whole address, encoded, with its query; no secret belongs into it
 * @param headers beside it, such as a token
 * @param body null for none
 * @param timeout the longest wait for the whole answer
 * @param longestAnswer the most bytes that an answer may have
 */
public record OutboundCall(
        String operation,
        HttpMethod method,
        String url,
        Map<String, String> headers,
        @Nullable Buffer body,
        Duration timeout,
        int longestAnswer) {
    private static final int USUAL_ANSWER = 8 * 1024 * 1024;

    /** A call without headers and body, whose answer has at most 8 MiB. */
    public static OutboundCall of(String operation, HttpMethod method, String url, Duration timeout) {
        return new OutboundCall(operation, method, url, Map.of(), null, timeout, USUAL_ANSWER);
    }

    /** The same with one more header. */
    public OutboundCall header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new OutboundCall(operation, method, url, Map.copyOf(more), body, timeout, longestAnswer);
    }

    /** The same with a body of JSON. */
    public OutboundCall json(String text) {
        OutboundCall typed = header("Content-Type", "application/json");
        return new OutboundCall(operation, method, url, typed.headers(), Buffer.buffer(text), timeout, longestAnswer);
    }

    /** The same with an answer of at most so many bytes. */
    public OutboundCall longest(int bytes) {
        return new OutboundCall(operation, method, url, headers, body, timeout, bytes);
    }

    /** Shows no token and nothing that is sent, wherever this is printed. */
    @Override
    public String toString() {
        return "OutboundCall[" + operation + "]";
    }
}
