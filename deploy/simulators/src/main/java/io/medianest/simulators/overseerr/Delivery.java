package io.medianest.simulators.overseerr;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What became of one notification.
 *
 * @param requestId null for a test
 * @param payload the body, or null when the template could not be filled
 * @param status the receiver's answer, or null when there was none
 * @param error why there was none, or null
 */
public record Delivery(
        NotificationType type,
        @Nullable Integer requestId,
        @Nullable JsonObject payload,
        Outcome outcome,
        @Nullable Integer status,
        @Nullable String error) {

    /** How it went. */
    public enum Outcome {
        /** The receiver answered, whatever it answered. */
        SENT,
        /** It could not be sent; the original does not try again. */
        FAILED,
        /** It was lost on purpose. */
        LOST,
        /** It is held back on purpose, to arrive out of order. */
        HELD,
        /** The webhook is off, or not for this type. */
        NOT_WANTED
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("type", type.name())
                .put("requestId", requestId)
                .put("payload", payload)
                .put("outcome", outcome.name())
                .put("status", status)
                .put("error", error);
    }
}
