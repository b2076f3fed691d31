package io.medianest.local.stack;

import io.medianest.stores.process.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/**
 * Where a service listens.
 *
 * @param host the interface of its API
 * @param port the port of its API
 * @param managementPort the port of health and metrics, on the loopback interface
 */
record Endpoint(String host, int port, int managementPort) {
    private static final int PROBE_MILLIS = 2000;
    private static final int OK = 200;

    /** Two free ports of the loopback interface. */
    static Endpoint free() {
        List<Integer> ports = Ports.free(2);
        return new Endpoint("127.0.0.1", ports.get(0), ports.get(1));
    }

    /** The address of its API; that of the loopback interface if it listens on all. */
    URI address() {
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://%s:%d".formatted(reachable.contains(":") ? "[" + reachable + "]" : reachable, port));
    }

    /** Where it tells whether it is ready. */
    URI readiness() {
        return URI.create("http://127.0.0.1:%d/q/health/ready".formatted(managementPort));
    }

    /** Where it tells its metrics, in Prometheus' text format. */
    URI metrics() {
        return URI.create("http://127.0.0.1:%d/q/metrics".formatted(managementPort));
    }

    /** Whether it is ready. */
    boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) readiness().toURL().openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            try {
                return connection.getResponseCode() == OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
