package io.medianest.runtime.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Supplier;

/** Reads an answer's body up to a length; what is longer ends the connection instead of filling the memory. */
final class BoundedBody {
    private BoundedBody() {}

    /**
     * The whole body.
     *
     * @param longest the most bytes
     * @param tooLong the failure if there are more
     */
    static Uni<Buffer> read(HttpClientResponse response, int longest, Supplier<? extends Throwable> tooLong) {
        // Whoever calls this subscribes at once, on the event loop that brought the head: no part is missed.
        return Uni.createFrom().emitter(whole -> {
            Buffer body = Buffer.buffer();
            response.exceptionHandler(whole::fail);
            response.endHandler(end -> whole.complete(body));
            response.handler(part -> {
                if (body.length() + part.length() > longest) {
                    whole.fail(tooLong.get());
                    response.request().reset();
                } else {
                    body.appendBuffer(part);
                }
            });
        });
    }
}
