package io.medianest.runtime.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Timers, and what several wait for together, come back on other threads; whoever called goes on where it was. */
public final class CallersContext {
    private CallersContext() {}

    /** The same outcome, on the context of whoever waits for it. */
    public static <T> Uni<T> keep(Uni<T> outcome) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            return caller == null ? outcome : outcome.emitOn(command -> caller.runOnContext(nothing -> command.run()));
        });
    }
}
