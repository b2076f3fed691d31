package io.medianest.persistence.idempotency;

import io.medianest.runtime.http.IdempotencyKey;
import java.util.UUID;

/**
 * A call that may come again.
 *
 * @param userId who calls; keys of different people have nothing to do with each other
 * @param key the client's name for it
 * @param operation what is called, a fixed name such as {@code create-user}: a key is good for one operation
 * @param body what was sent, as it was read
 * @param answerType what is answered
 * @param secretAnswer whether the answer holds a secret, so that it is stored encrypted
 */
public record IdempotentCall<T>(
        UUID userId, IdempotencyKey key, String operation, Object body, Class<T> answerType, boolean secretAnswer) {

    /** A call whose answer holds no secret. */
    public static <T> IdempotentCall<T> of(
            UUID userId, IdempotencyKey key, String operation, Object body, Class<T> answerType) {
        return new IdempotentCall<>(userId, key, operation, body, answerType, false);
    }

    /** The same, its answer being a secret: a key that is shown once. The service must have a field cipher. */
    public IdempotentCall<T> withSecretAnswer() {
        return new IdempotentCall<>(userId, key, operation, body, answerType, true);
    }

    /** Shows no body: it may hold a password. */
    @Override
    public String toString() {
        return operation + " of " + userId;
    }
}
