package io.medianest.auth.apikey;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.AccessRevocations;
import io.medianest.auth.secret.TokenHashes;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.encryption.SecureTokens;
import io.medianest.persistence.idempotency.Idempotency;
import io.medianest.persistence.idempotency.IdempotentCall;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Making and ending API keys. */
@ApplicationScoped
public class ApiKeys {
    private static final String KEY_BEGINS = "mn_";
    private static final int PREFIX = 9;
    private static final int MOST = 20;

    private final ApiKeyRepository repository;
    private final Idempotency idempotency;
    private final TokenHashes hashes;
    private final AccessRevocations revocations;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    ApiKeys(
            ApiKeyRepository repository,
            Idempotency idempotency,
            TokenHashes hashes,
            AccessRevocations revocations,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.repository = repository;
        this.idempotency = idempotency;
        this.hashes = hashes;
        this.revocations = revocations;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /**
     * Makes a key. Repeated under its idempotency key, the call makes no second one, but does not show the key again
     * either: what was recorded to answer it by holds no key.
     *
     * @return the key, with its text the first time; fails with 409 {@code TOO_MANY_API_KEYS}, with 400 naming the field
     *     that is not taken, or with 422 {@code IDEMPOTENCY_KEY_REUSED}
     */
    Uni<Answer<ApiKeyView>> create(Caller caller, IdempotencyKey idempotencyKey, CreateApiKey request, Client client) {
        IdempotentCall<ApiKeyView> call =
                IdempotentCall.of(caller.userId(), idempotencyKey, "create-api-key", request, ApiKeyView.class);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        String text = KEY_BEGINS + SecureTokens.create();
        return idempotency
                .answered(call, () -> {
                    NewApiKey key = key(id, caller.userId(), request, text, now);
                    return transactions.write(
                            AuditActor.user(caller.userId()), () -> idempotency.record(call, () -> add(key, client)));
                })
                .map(answer -> answer.body().id().equals(id)
                        ? new Answer<>(answer.status(), answer.body().with(text), answer.location(), answer.etag())
                        : answer);
    }

    private NewApiKey key(UUID id, UUID userId, CreateApiKey request, String text, Instant now) {
        return new NewApiKey(
                id,
                userId,
                request.name().strip(),
                hashes.apiKey().ofToken(text),
                text.substring(0, PREFIX),
                request.check(now),
                now,
                request.expiresAt());
    }

    private Uni<Answer<ApiKeyView>> add(NewApiKey key, Client client) {
        return repository
                .countLocked(key.userId())
                .invoke(count -> {
                    if (count >= MOST) {
                        throw ProblemException.conflict(
                                "TOO_MANY_API_KEYS",
                                "You have " + MOST + " API keys; revoke one that you no longer need.");
                    }
                })
                .chain(() -> repository.add(key))
                .chain(() -> record(SecurityEventType.API_KEY_CREATED, key.userId(), key.id(), client))
                .replaceWith(() -> new Answer<>(201, key.view(), null, null));
    }

    /** Ends a key at once; fails with 404 if the caller has none of that id. */
    Uni<Void> revoke(Caller caller, UUID id, Client client) {
        return transactions.write(
                AuditActor.user(caller.userId()),
                () -> repository
                        .end(caller.userId(), id)
                        .invoke(ended -> {
                            if (!ended) {
                                throw ProblemException.notFound("API key");
                            }
                        })
                        .chain(() -> revocations.ofSession(id))
                        .chain(() -> record(SecurityEventType.API_KEY_REVOKED, caller.userId(), id, client)));
    }

    /**
     * Ends all keys of a user, whose session version the caller has just raised, in the caller's transaction. They do not
     * come back with the user.
     */
    public Uni<Void> endAll(UUID userId) {
        return repository.endAll(userId).replaceWithVoid();
    }

    private Uni<Void> record(SecurityEventType type, UUID userId, UUID keyId, Client client) {
        return securityEvents.record(SecurityEvent.of(type, userId, client).with("apiKeyId", keyId.toString()));
    }
}
