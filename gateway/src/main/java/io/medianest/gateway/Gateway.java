package io.medianest.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the gateway. */
@QuarkusMain
public final class Gateway {
    Gateway() {}

    /**
     * Runs until it is told to stop.
     *
     * @param arguments none are taken
     */
    public static void main(String... arguments) {
        // Quarkus would answer an address that is none with an empty 400 before any filter; ours is a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
