package io.medianest.auth.onetime;

import io.medianest.encryption.KeyedHash;
import io.medianest.encryption.SecureTokens;
import io.medianest.runtime.security.KeyedHashes;
import io.medianest.runtime.security.SecretsConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes one-time tokens of 256 random bits, and recognises them; only their keyed hashes are kept. */
@ApplicationScoped
public class OneTimeTokens {
    private final OneTimeTokenRepository repository;
    private final OneTimeTokenQuery query;
    private final Map<TokenPurpose, KeyedHash> hashes = new EnumMap<>(TokenPurpose.class);

    OneTimeTokens(OneTimeTokenRepository repository, OneTimeTokenQuery query, SecretsConfig secrets) {
        this.repository = repository;
        this.query = query;
        for (TokenPurpose purpose : TokenPurpose.values()) {
            hashes.put(purpose, KeyedHashes.of(secrets, purpose.wireName() + "-token"));
        }
    }

    /** Makes a token, in the caller's transaction. */
    public Uni<String> issue(TokenPurpose purpose, UUID userId) {
        return issue(purpose, userId, new JsonObject());
    }

    /**
     * Makes a token, in the caller's transaction.
     *
     * @param detail what to remember with it; no secrets
     * @return the only time that it is seen in clear
     */
    public Uni<String> issue(TokenPurpose purpose, UUID userId, JsonObject detail) {
        String token = purpose.prefix() + SecureTokens.create();
        return repository
                .add(
                        purpose.identifier(userId),
                        hash(purpose).ofToken(token),
                        Instant.now().plus(purpose.lifetime()),
                        detail.isEmpty() ? "" : detail.encode())
                .replaceWith(token);
    }

    /** What the token stands for, which stays as it is; null if it is none, or not any more. */
    public Uni<@Nullable OneTimeToken> find(TokenPurpose purpose, String token) {
        return query.find(purpose, candidates(purpose, token));
    }

    /**
     * Uses the token up, in the caller's transaction.
     *
     * @return what it stands for; null if it is none, or not any more: of however many try, one gets it
     */
    public Uni<@Nullable OneTimeToken> take(TokenPurpose purpose, String token) {
        return repository.take(purpose, candidates(purpose, token));
    }

    /**
     * Counts an attempt at what the token asks for, in the caller's transaction.
     *
     * @param most how many attempts one token allows
     * @return what it stands for; null if it is none, or not any more
     */
    public Uni<@Nullable OneTimeToken> attempt(TokenPurpose purpose, String token, int most) {
        return repository.attempt(purpose, candidates(purpose, token), most);
    }

    /** Makes all tokens of a user's for that purpose worthless, in the caller's transaction. */
    public Uni<Void> forget(TokenPurpose purpose, UUID userId) {
        return repository.forget(purpose.identifier(userId));
    }

    private KeyedHash hash(TokenPurpose purpose) {
        return Objects.requireNonNull(hashes.get(purpose));
    }

    private List<String> candidates(TokenPurpose purpose, String token) {
        return hash(purpose).candidates(token);
    }
}
