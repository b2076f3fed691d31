package io.medianest.simulators.control;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, and what became of it.
 *
 * @param path as sent, percent-encoding included
 * @param query the raw query, or null
 * @param headers names in lower case
 * @param body as text; empty when there was none
 * @param actingUser whom the simulator took the caller for, or null when nobody was recognised
 * @param status the answer's status, or null when there was none (yet); set too when a fault broke the connection
 *     instead of sending it
 */
public record LoggedRequest(
        long id,
        Instant at,
        String method,
        String path,
        @Nullable String query,
        Map<String, String> headers,
        String body,
        @Nullable String actingUser,
        @Nullable Integer status) {

    /** The header's value, or null. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    LoggedRequest actingAs(String user) {
        return new LoggedRequest(id, at, method, path, query, headers, body, user, status);
    }

    LoggedRequest answered(int status) {
        return new LoggedRequest(id, at, method, path, query, headers, body, actingUser, status);
    }

    JsonObject toJson() {
        JsonObject headerFields = new JsonObject();
        headers.forEach(headerFields::put);
        return new JsonObject()
                .put("id", id)
                .put("at", at.toString())
                .put("method", method)
                .put("path", path)
                .put("query", query)
                .put("headers", headerFields)
                .put("body", body)
                .put("actingUser", actingUser)
                .put("status", status);
    }
}
