package io.medianest.auth.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An API key, as its owner sees it.
 *
 * @param id of the key
 * @param name how its owner calls it
 * @param prefix its first characters, to recognise it by
 * @param scopes what it is good for
 * @param createdAt when it was made
 * @param expiresAt when it ends; null if it does not by itself
 * @param lastUsedAt when it was last used, to about a minute; null if never
 * @param key the key itself, in the answer that made it and never again
 */
@Schema(name = "ApiKey")
public record ApiKeyView(
        UUID id,
        String name,
        @Schema(examples = "mn_3vQ8xK") String prefix,
        @Schema(examples = "requests:read") List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {

    ApiKeyView with(String shown) {
        return new ApiKeyView(id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, shown);
    }

    /** Shows no key, wherever this is printed. */
    @Override
    public String toString() {
        return "ApiKeyView[" + id + "]";
    }

    /** A person's keys. */
    @Schema(name = "ApiKeys")
    public record ListView(List<ApiKeyView> items) {}
}
