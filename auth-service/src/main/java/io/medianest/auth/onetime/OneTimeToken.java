package io.medianest.auth.onetime;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token that somebody has shown.
 *
 * @param userId whose it is
 * @param detail what was kept with it when it was made
 */
public record OneTimeToken(UUID userId, JsonObject detail) {

    /** One fact that was kept with it; null if there was none. */
    public @Nullable String detail(String name) {
        return detail.getString(name);
    }

    static OneTimeToken of(String identifier, @Nullable String detail) {
        UUID userId = UUID.fromString(identifier.substring(identifier.indexOf(':') + 1));
        return new OneTimeToken(userId, detail == null ? new JsonObject() : new JsonObject(detail));
    }

    /** Shows no detail, wherever this is printed. */
    @Override
    public String toString() {
        return "OneTimeToken[" + userId + "]";
    }
}
