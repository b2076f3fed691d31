package io.medianest.simulators.control;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on purpose, for the requests it matches.
 *
 * @param method HTTP method, or {@code *}
 * @param path the whole path, {@code *} standing for any characters
 * @param times how many requests it hits; 0 means until it is cleared
 * @param delay how long {@link Kind#LATENCY} waits
 * @param status what {@link Kind#STATUS} answers
 * @param retryAfterSeconds the {@code Retry-After} header of the answer, or null for none
 * @param body what {@link Kind#STATUS} answers with, as it stands
 */
public record Fault(
        Kind kind,
        String method,
        String path,
        int times,
        Duration delay,
        int status,
        @Nullable Integer retryAfterSeconds,
        String body) {

    /** What happens to a request. */
    public enum Kind {
        /** It is answered later, but properly. */
        LATENCY,
        /** It is not carried out; the given status is answered. */
        STATUS,
        /** It is not carried out; the connection is reset. */
        DROP,
        /** It is carried out, and then the connection is reset instead of an answer. */
        DROP_ANSWER,
        /** It is neither carried out nor answered. */
        HANG
    }

    /** Answers after the delay. */
    public static Fault latency(Duration delay) {
        return new Fault(Kind.LATENCY, "*", "*", 0, delay, 200, null, "");
    }

    /** Answers with this status and a body in the form of a server that is broken, instead of carrying it out. */
    public static Fault status(int status) {
        return new Fault(Kind.STATUS, "*", "*", 0, Duration.ZERO, status, null, "{\"message\":\"Simulated fault\"}");
    }

    /** Answers 429 with {@code Retry-After}. */
    public static Fault rateLimited(int retryAfterSeconds) {
        return new Fault(
                Kind.STATUS, "*", "*", 0, Duration.ZERO, 429, retryAfterSeconds, "{\"message\":\"Too many requests\"}");
    }

    /** Resets the connection before anything is done. */
    public static Fault drop() {
        return new Fault(Kind.DROP, "*", "*", 0, Duration.ZERO, 200, null, "");
    }

    /** Does what is asked and resets the connection instead of answering. */
    public static Fault dropAnswer() {
        return new Fault(Kind.DROP_ANSWER, "*", "*", 0, Duration.ZERO, 200, null, "");
    }

    /** Never answers. */
    public static Fault hang() {
        return new Fault(Kind.HANG, "*", "*", 0, Duration.ZERO, 200, null, "");
    }

    /** The same for this method ({@code *} for any) and path pattern only. */
    public Fault on(String method, String path) {
        return new Fault(kind, method.toUpperCase(Locale.ROOT), path, times, delay, status, retryAfterSeconds, body);
    }

    /** The same for the next so many matching requests only. */
    public Fault times(int times) {
        return new Fault(kind, method, path, times, delay, status, retryAfterSeconds, body);
    }

    /** The same with this body, such as a proxy's HTML page. */
    public Fault withBody(String body) {
        return new Fault(kind, method, path, times, delay, status, retryAfterSeconds, body);
    }

    boolean matches(String method, String path) {
        return (this.method.equals("*") || this.method.equals(method))
                && Pattern.matches("\\Q" + this.path.replace("*", "\\E.*\\Q") + "\\E", path);
    }

    static Fault fromJson(JsonObject json) {
        Kind kind =
                Kind.valueOf(json.getString("kind", "").toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Fault(
                kind,
                json.getString("method", "*").toUpperCase(Locale.ROOT),
                json.getString("path", "*"),
                json.getInteger("times", 0),
                Duration.ofMillis(json.getLong("delayMillis", 0L)),
                json.getInteger("status", 503),
                json.getInteger("retryAfterSeconds"),
                json.getString("body", "{\"message\":\"Simulated fault\"}"));
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("kind", kind.name())
                .put("method", method)
                .put("path", path)
                .put("times", times)
                .put("delayMillis", delay.toMillis())
                .put("status", status)
                .put("retryAfterSeconds", retryAfterSeconds)
                .put("body", body);
    }
}
