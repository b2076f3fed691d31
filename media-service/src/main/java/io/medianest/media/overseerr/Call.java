package io.medianest.media.overseerr;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call of Overseerr's API.
 *
 * @param operation names it in metrics
 * @param path below {@code /api/v1}, encoded, with its query
 * @param body sent as JSON; null for none
 * @param asUser the Overseerr user to act for; null for the key's own user, the owner
 * @param timeout the longest wait
 */
record Call(
        String operation,
        HttpMethod method,
        String path,
        @Nullable Object body,
        @Nullable Integer asUser,
        Duration timeout) {

    static Call get(String operation, String path, Duration timeout) {
        return new Call(operation, HttpMethod.GET, path, null, null, timeout);
    }

    static Call post(String operation, String path, @Nullable Object body, Duration timeout) {
        return new Call(operation, HttpMethod.POST, path, body, null, timeout);
    }

    /** The same, on behalf of a user. */
    Call as(int overseerrUser) {
        return new Call(operation, method, path, body, overseerrUser, timeout);
    }
}
