package io.medianest.runtime.error;

import io.medianest.events.error.ErrorLogged;
import io.medianest.runtime.correlation.Correlation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Takes what went wrong in this service until it is sent. Errors of one fingerprint are one entry with a count, so that
 * a flood costs next to nothing; what does not find room is counted as dropped. Never blocks and never fails.
 */
@ApplicationScoped
public class Errors {
    /** How many different errors wait at most. */
    static final int ROOM = 500;

    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_TRACE = 8_000;
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_NAME = 100;

    private final String service;
    private final Counter reported;
    private final Counter dropped;
    private final Map<String, ErrorLogged> waiting = new LinkedHashMap<>();

    /**
     * @param service the name of this service
     */
    public Errors(@ConfigProperty(name = "quarkus.application.name") String service, MeterRegistry registry) {
        this.service = service;
        reported = Counter.builder("medianest.errors.reported")
                .description("Errors of this service, and those that clients reported to it")
                .register(registry);
        dropped = Counter.builder("medianest.errors.dropped")
                .description("Errors that monitor-service will not hear of: no room, or Kafka did not take them")
                .register(registry);
    }

    /** Takes an error of this service. */
    public void report(ErrorReport report) {
        String place = report.route() == null ? report.method() : report.method() + ' ' + report.route();
        String fingerprint = Fingerprint.of(service, report.code(), place, report.failure());
        // Writing the stack trace is what costs: a flood pays for its first error only.
        if (!fold(fingerprint)) {
            take(entry(report, fingerprint));
        }
    }

    /** Takes an error that a client reported. */
    public void reportOfClient(
            ErrorReport report, @Nullable String stackTrace, @Nullable Map<String, String> metadata) {
        String code = Scrubber.line(report.code(), LONGEST_NAME);
        String message = Scrubber.line(report.message(), LONGEST_MESSAGE);
        String path = Scrubber.path(report.path(), LONGEST_PATH);
        String fingerprint = Fingerprint.ofTexts("client", code, message, path);
        if (!fold(fingerprint)) {
            take(new ErrorLogged(
                    Correlation.current().id(),
                    "client",
                    code,
                    message,
                    stackTrace == null ? null : Scrubber.lines(stackTrace, LONGEST_TRACE),
                    report.userId(),
                    report.method(),
                    path,
                    null,
                    report.statusCode(),
                    fingerprint,
                    metadata == null ? null : scrubbed(metadata),
                    1,
                    Instant.now()));
        }
    }

    /** What waits, the oldest first; from now on nothing does. */
    synchronized List<ErrorLogged> drain() {
        List<ErrorLogged> all = new ArrayList<>(waiting.values());
        waiting.clear();
        return all;
    }

    /** Counts what could not be sent. */
    void drop(long occurrences) {
        dropped.increment((double) occurrences);
    }

    private synchronized boolean fold(String fingerprint) {
        reported.increment();
        return waiting.computeIfPresent(fingerprint, (same, known) -> known.times(known.count() + 1)) != null;
    }

    private synchronized void take(ErrorLogged error) {
        if (waiting.size() >= ROOM && !waiting.containsKey(error.fingerprint())) {
            drop(1);
        } else {
            waiting.merge(error.fingerprint(), error, (known, more) -> known.times(known.count() + more.count()));
        }
    }

    private ErrorLogged entry(ErrorReport report, String fingerprint) {
        Throwable failure = report.failure();
        String message = failure == null ? report.message() : report.message() + ": " + failure;
        return new ErrorLogged(
                Correlation.current().id(),
                service,
                report.code(),
                Scrubber.line(message, LONGEST_MESSAGE),
                failure == null ? null : Scrubber.lines(trace(failure), LONGEST_TRACE),
                report.userId(),
                report.method().toUpperCase(Locale.ROOT),
                Scrubber.path(report.path(), LONGEST_PATH),
                report.route(),
                report.statusCode(),
                fingerprint,
                null,
                1,
                Instant.now());
    }

    /** By pairs: what a value is for stands in its name. */
    private static Map<String, String> scrubbed(Map<String, String> metadata) {
        Map<String, String> scrubbed = new LinkedHashMap<>();
        metadata.forEach((name, value) -> {
            String pair = Scrubber.line(name + "=" + value, LONGEST_PATH);
            int sign = pair.indexOf('=');
            scrubbed.put(sign < 0 ? pair : pair.substring(0, sign), sign < 0 ? "" : pair.substring(sign + 1));
        });
        return scrubbed;
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
