package io.medianest.local.stack;

import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;

/** Looks, before anything is started, whether the gateway will be able to listen. */
final class GatewayPort {
    private static final int FIRST_UNPRIVILEGED = 1024;

    private GatewayPort() {}

    /** @throws StartException saying why it will not, and what to do */
    static void check(String host, int port) {
        if (port == 0 || Ports.isFree(host, port)) {
            return;
        }
        if (!Ports.isFree(host, 0)) {
            throw new StartException(
                    "This machine has no address %s; give another --host, such as 127.0.0.1 or 0.0.0.0."
                            .formatted(host));
        }
        if (port < FIRST_UNPRIVILEGED) {
            throw new StartException(
                    "Port %d of %s is taken, or only root may use it; choose another one: ./medianest up --port 8080."
                            .formatted(port, host));
        }
        throw new StartException(
                "Port %d of %s is taken by another program; choose another one: ./medianest up --port %d."
                        .formatted(port, host, port + 1));
    }
}
