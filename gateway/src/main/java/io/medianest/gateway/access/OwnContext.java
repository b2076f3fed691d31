package io.medianest.gateway.access;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x context that a request runs on, to come back to from wherever something ends.
 *
 * @param context null where there is none
 */
record OwnContext(@Nullable Context context) {

    static OwnContext current() {
        return new OwnContext(Vertx.currentContext());
    }

    /** Runs it there; at once if that is here. */
    void run(Runnable task) {
        if (context == null || context.equals(Vertx.currentContext())) {
            task.run();
        } else {
            context.runOnContext(nothing -> task.run());
        }
    }
}
