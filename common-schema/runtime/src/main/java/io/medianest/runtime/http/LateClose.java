package io.medianest.runtime.http;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request whose body is of no interest any more, and closes its connection. Closing while the client still
 * sends would reset the connection, and the answer could be lost before the client reads it; reading on for ever would
 * let the client hold it. So what comes is thrown away for a while, as nginx does with {@code lingering_close}.
 */
public final class LateClose {
    private static final long SILENCE_MILLIS = 2_000;
    private static final int MOST_SILENCES = 15;
    private static final long MOST_BYTES = 16 << 20;

    private final RoutingContext context;
    private long thrownAway;
    private long seen;
    private int ticks;
    private boolean over;

    private LateClose(RoutingContext context) {
        this.context = context;
    }

    /** Answers with the problem, reads on until the client is done, silent for 2 s or too much, and closes. */
    public static void answer(RoutingContext context, Problems problems, ProblemException problem) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (isAllThere(context.request())) {
            context.addEndHandler(done -> context.request().connection().close());
            problems.end(context, problem);
        } else {
            problems.write(context, problem);
            new LateClose(context).throwAway();
        }
    }

    private static boolean isAllThere(HttpServerRequest request) {
        return request.isEnded()
                || request.method().equals(HttpMethod.HEAD)
                || !(request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                        || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING));
    }

    private void throwAway() {
        HttpServerRequest request = context.request();
        long timer = context.vertx().setPeriodic(SILENCE_MILLIS, tick -> look());
        context.addEndHandler(done -> {
            context.vertx().cancelTimer(timer);
            request.connection().close();
        });
        request.exceptionHandler(failure -> close());
        request.endHandler(end -> close());
        request.handler(this::count);
        request.resume();
    }

    private void count(Buffer part) {
        thrownAway += part.length();
        if (thrownAway > MOST_BYTES) {
            close();
        }
    }

    private void look() {
        ticks++;
        if (thrownAway == seen || ticks >= MOST_SILENCES) {
            close();
        }
        seen = thrownAway;
    }

    private void close() {
        if (!over) {
            over = true;
            context.response().end();
        }
    }
}
