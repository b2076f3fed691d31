package io.medianest.runtime.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What an outside system answered.
 *
 * @param status the HTTP status
 * @param headers by name, in any case
 * @param body as it came; may be empty
 */
public record OutboundAnswer(int status, MultiMap headers, Buffer body) {

    /** Whether the status says that it did what was asked. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** A header's value; empty if there is none. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as text. */
    public String text() {
        return body.toString();
    }

    /** Shows nothing that was answered, wherever this is printed. */
    @Override
    public String toString() {
        return "OutboundAnswer[" + status + "]";
    }
}
