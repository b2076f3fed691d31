package io.medianest.auth.apikey;

import io.medianest.runtime.security.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that is about to be stored.
 *
 * @param hash of the key; the key itself is stored nowhere
 * @param prefix its first characters
 */
record NewApiKey(
        UUID id,
        UUID userId,
        String name,
        String hash,
        String prefix,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    List<String> scopeNames() {
        return scopes.stream().map(Scope::wireName).toList();
    }

    ApiKeyView view() {
        return new ApiKeyView(id, name, prefix, scopeNames(), createdAt, expiresAt, null, null);
    }
}
