package io.medianest.simulators.overseerr;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills the template of a webhook's body, with the original's placeholders. All values become strings. */
final class WebhookTemplate {

    /** The original's own template, in the form in which it is registered. */
    static final String DEFAULT_PAYLOAD = Json.encode(Json.encode(standard()));

    private WebhookTemplate() {}

    /** Refuses what is not JSON at all, and only that: the original looks no further before it has to send. */
    static void checkOnce(String payload) {
        try {
            Json.decodeValue(payload);
        } catch (DecodeException e) {
            throw new ApiException(500, "Unexpected token in JSON");
        }
    }

    static Object once(String payload) {
        return Json.decodeValue(payload);
    }

    /**
     * The body to send.
     *
     * @throws DecodeException when the payload is not JSON within a JSON string
     */
    static JsonObject render(String payload, Notification notification) {
        Object inner = Json.decodeValue(payload);
        if (!(inner instanceof String template)) {
            throw new DecodeException("jsonPayload is not a JSON string that holds JSON");
        }
        return object(new JsonObject(template), values(notification), notification);
    }

    private static JsonObject object(JsonObject template, Map<String, String> values, Notification notification) {
        JsonObject filled = new JsonObject();
        template.forEach(field -> {
            switch (field.getKey()) {
                case "{{extra}}" -> filled.put("extra", extra(notification.request()));
                case "{{media}}" ->
                    filled.put("media", part(field.getValue(), notification.media(), values, notification));
                case "{{request}}" ->
                    filled.put("request", part(field.getValue(), notification.request(), values, notification));
                // Nothing here is about an issue or a comment on one.
                case "{{issue}}" -> filled.putNull("issue");
                case "{{comment}}" -> filled.putNull("comment");
                default -> filled.put(field.getKey(), value(field.getValue(), values, notification));
            }
        });
        return filled;
    }

    private static @Nullable Object part(
            Object template, @Nullable Object subject, Map<String, String> values, Notification notification) {
        return subject == null ? null : value(template, values, notification);
    }

    private static Object value(Object template, Map<String, String> values, Notification notification) {
        return switch (template) {
            case String text -> fill(text, values);
            case JsonObject object -> object(object, values, notification);
            default -> template;
        };
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return filled;
    }

    private static JsonArray extra(@Nullable MediaRequest request) {
        if (request == null || request.seasons().isEmpty()) {
            return new JsonArray();
        }
        String numbers = request.seasonNumbers().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new JsonArray()
                .add(new JsonObject().put("name", "Requested Seasons").put("value", numbers));
    }

    private static Map<String, String> values(Notification notification) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("notification_type", notification.type().name());
        MediaRequest request = notification.request();
        values.put("event", request == null ? "" : notification.type().event(request.type()));
        values.put("subject", notification.subject());
        values.put("message", notification.message());
        values.put("image", notification.image());
        Media media = notification.media();
        if (media != null) {
            values.put("media_type", media.type());
            values.put("media_tmdbid", Integer.toString(media.tmdbId()));
            values.put("media_tvdbid", text(media.tvdbId()));
            values.put("media_status", MediaStatus.name(media.status()));
            values.put("media_status4k", MediaStatus.name(media.status4k()));
        }
        OverseerrUser user = notification.requestedBy();
        if (request != null && user != null) {
            values.put("request_id", Integer.toString(request.id()));
            values.put("requestedBy_username", user.displayName());
            values.put("requestedBy_email", user.email());
            values.put("requestedBy_avatar", Views.avatar(user));
        }
        values.put("requestedBy_settings_discordId", "");
        values.put("requestedBy_settings_telegramChatId", "");
        return values;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static JsonObject standard() {
        return new JsonObject()
                .put("notification_type", "{{notification_type}}")
                .put("event", "{{event}}")
                .put("subject", "{{subject}}")
                .put("message", "{{message}}")
                .put("image", "{{image}}")
                .put(
                        "{{media}}",
                        new JsonObject()
                                .put("media_type", "{{media_type}}")
                                .put("tmdbId", "{{media_tmdbid}}")
                                .put("tvdbId", "{{media_tvdbid}}")
                                .put("status", "{{media_status}}")
                                .put("status4k", "{{media_status4k}}"))
                .put(
                        "{{request}}",
                        new JsonObject()
                                .put("request_id", "{{request_id}}")
                                .put("requestedBy_email", "{{requestedBy_email}}")
                                .put("requestedBy_username", "{{requestedBy_username}}")
                                .put("requestedBy_avatar", "{{requestedBy_avatar}}")
                                .put("requestedBy_settings_discordId", "{{requestedBy_settings_discordId}}")
                                .put("requestedBy_settings_telegramChatId", "{{requestedBy_settings_telegramChatId}}"))
                .put("{{issue}}", new JsonObject())
                .put("{{comment}}", new JsonObject())
                .put("{{extra}}", new JsonArray());
    }
}
