package io.medianest.bench.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Reads what a service tells of itself. */
final class Metrics {
    private static final int PATIENCE_MILLIS = 5_000;

    private Metrics() {}

    /** The page of metrics as it came. */
    static String read(URI metrics) {
        try {
            HttpURLConnection connection = (HttpURLConnection) metrics.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No metrics from " + metrics, e);
        }
    }
}
