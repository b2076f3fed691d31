package io.medianest.simulators.overseerr;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Where notifications go.
 *
 * @param types the bits of the {@link NotificationType}s that are sent
 * @param authHeader the {@code Authorization} header, or null for none
 * @param jsonPayload the template, turned into a JSON string twice, as the original wants it
 */
record WebhookSettings(
        boolean enabled,
        int types,
        String webhookUrl,
        @Nullable String authHeader,
        String jsonPayload) {

    static final WebhookSettings OFF = new WebhookSettings(false, 0, "", null, WebhookTemplate.DEFAULT_PAYLOAD);

    static WebhookSettings from(JsonObject body) {
        JsonObject options = body.getJsonObject("options");
        if (options == null || !(options.getValue("jsonPayload") instanceof String payload)) {
            throw new ApiException(500, "Unexpected token u in JSON at position 0");
        }
        WebhookTemplate.checkOnce(payload);
        return new WebhookSettings(
                body.getBoolean("enabled", false),
                body.getInteger("types", 0),
                options.getString("webhookUrl", ""),
                options.getString("authHeader"),
                payload);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("enabled", enabled)
                .put("types", types)
                .put(
                        "options",
                        new JsonObject()
                                .put("webhookUrl", webhookUrl)
                                .put("authHeader", authHeader)
                                .put("jsonPayload", WebhookTemplate.once(jsonPayload)));
    }
}
