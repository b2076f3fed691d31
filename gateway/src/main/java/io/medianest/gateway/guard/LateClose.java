package io.medianest.gateway.guard;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request whose body is not read to its end. Closing at once would reset the connection, and the answer could
 * be lost before the client reads it; keeping it open would let the client send on for ever.
 */
public final class LateClose {
    private static final long LINGER_MILLIS = 1_000;

    private LateClose() {}

    /** Answers with the problem and closes the connection a second later. */
    public static void answer(RoutingContext context, Problems problems, ProblemException problem) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        problems.end(context, problem);
        context.vertx()
                .setTimer(LINGER_MILLIS, timer -> context.request().connection().close());
    }
}
