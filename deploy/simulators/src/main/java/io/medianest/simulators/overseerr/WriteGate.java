package io.medianest.simulators.overseerr;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The pool of database connections of the original, which too many writes at once exhaust for good: from then on
 * nothing that needs the database is ever answered, until somebody restarts it.
 */
public final class WriteGate {

    /** So many writes at once were seen to be fine. */
    static final int BEARABLE = 12;

    private final Supplier<Duration> writeDelay;
    private int inFlight;
    private int most;
    private boolean hung;

    WriteGate(Supplier<Duration> writeDelay) {
        this.writeDelay = writeDelay;
    }

    /** The most writes there ever were at once. */
    public synchronized int mostConcurrentWrites() {
        return most;
    }

    /** Whether it hangs. */
    public synchronized boolean isHung() {
        return hung;
    }

    /** As after a restart. */
    synchronized void clear() {
        hung = false;
        most = 0;
    }

    void pass(RoutingContext ctx) {
        boolean needsDatabase = ctx.request().getHeader("X-Api-Key") != null;
        boolean write = !ctx.request().method().equals(HttpMethod.GET);
        if (write) {
            enter();
            ctx.addEndHandler(end -> leave());
        }
        if (isHung() && needsDatabase) {
            return;
        }
        long millis = write ? writeDelay.get().toMillis() : 0;
        if (millis == 0) {
            ctx.next();
            return;
        }
        ctx.vertx().setTimer(millis, timer -> {
            if (!isHung()) {
                ctx.next();
            }
        });
    }

    private synchronized void enter() {
        inFlight++;
        most = Math.max(most, inFlight);
        hung |= inFlight > BEARABLE;
    }

    private synchronized void leave() {
        inFlight--;
    }
}
