package io.medianest.persistence.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.KeyedHash;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.KeyedHashes;
import io.medianest.runtime.security.SecretsConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a repeated call the answer of the first one: the same status, body, {@code Location} and {@code ETag}, for a day.
 * The answer is recorded in the transaction of the effect, so that there is never one without the other; of calls that
 * come at once, one has the effect and the others wait for its answer.
 *
 * <pre>{@code
 * return idempotency.answered(call, () -> prepare(asked)
 *         .chain(prepared -> transactions.write(actor, () -> idempotency.record(call, () -> effect(prepared)))));
 * }</pre>
 *
 * <p>A refusal is not recorded. It has had no effect, and the reason for it may be gone when the client asks again.
 *
 * <p>Of the request only a keyed hash is kept, since it may hold a password.
 */
@ApplicationScoped
public class Idempotency {
    private final IdempotencyRepository repository;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final KeyedHash hash;
    private final Instance<FieldCipher> cipher;

    Idempotency(
            IdempotencyRepository repository,
            Transactions transactions,
            ObjectMapper json,
            SecretsConfig secrets,
            Instance<FieldCipher> cipher) {
        this.repository = repository;
        this.transactions = transactions;
        this.json = json;
        this.cipher = cipher;
        hash = KeyedHashes.of(secrets, "idempotent-request");
    }

    /**
     * Gives the recorded answer, without preparing anything; else does the work. It only spares work: what decides is
     * {@link #record}, which the work must end in.
     *
     * @return fails with 422 {@code IDEMPOTENCY_KEY_REUSED} if the key was used for another call
     */
    public <T> Uni<Answer<T>> answered(IdempotentCall<T> call, Supplier<Uni<Answer<T>>> work) {
        String key = call.key().value().orElse(null);
        if (key == null) {
            return work.get();
        }
        return transactions
                .read(() -> repository.find(call.userId(), key))
                .chain(found -> found == null ? work.get() : Uni.createFrom().item(() -> replay(call, key, found)));
    }

    /**
     * Has an effect and records its answer in the running transaction, or gives the answer recorded before. Nothing of
     * it remains if the transaction does not commit.
     *
     * @param effect must do all that it does in the running transaction
     * @return fails as {@link #answered} does
     */
    public <T> Uni<Answer<T>> record(IdempotentCall<T> call, Supplier<Uni<Answer<T>>> effect) {
        String key = call.key().value().orElse(null);
        if (key == null) {
            return effect.get();
        }
        byte[] requestHash = hash.of(request(call));
        return repository
                .claim(call.userId(), key, requestHash)
                .chain(isFirst -> isFirst
                        ? effect.get()
                                .call(answer -> repository.complete(
                                        call.userId(), key, recorded(call, key, requestHash, answer)))
                        : repeated(call, key, effect));
    }

    /** The answer may just have expired and been cleaned away; then this call is a first one. */
    private <T> Uni<Answer<T>> repeated(IdempotentCall<T> call, String key, Supplier<Uni<Answer<T>>> effect) {
        return repository
                .find(call.userId(), key)
                .chain(found ->
                        found == null ? record(call, effect) : Uni.createFrom().item(() -> replay(call, key, found)));
    }

    private <T> Answer<T> replay(IdempotentCall<T> call, String key, RecordedAnswer found) {
        if (!hash.matches(request(call), found.requestHash())) {
            throw new ProblemException(
                    422,
                    "IDEMPOTENCY_KEY_REUSED",
                    "This Idempotency-Key belongs to another request of the last 24 hours; send a new key.");
        }
        try {
            String body = call.secretAnswer()
                    ? cipher().decrypt(json.readValue(found.response(), String.class), place(call, key))
                    : found.response();
            return new Answer<>(
                    found.status(), json.readValue(body, call.answerType()), found.location(), found.etag());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The recorded answer of " + call + " is not readable", e);
        }
    }

    private <T> RecordedAnswer recorded(IdempotentCall<T> call, String key, byte[] requestHash, Answer<T> answer) {
        String body = write(answer.body());
        return new RecordedAnswer(
                requestHash,
                answer.status(),
                call.secretAnswer() ? write(cipher().encrypt(body, place(call, key))) : body,
                answer.location(),
                answer.etag());
    }

    private FieldCipher cipher() {
        if (!cipher.isResolvable()) {
            throw new IllegalStateException("A secret answer is recorded encrypted: the service needs a FieldCipher");
        }
        return cipher.get();
    }

    private static String place(IdempotentCall<?> call, String key) {
        return FieldCipher.place("idempotency_keys", "response", call.userId() + "/" + key);
    }

    private byte[] request(IdempotentCall<?> call) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(call.operation().getBytes(StandardCharsets.UTF_8));
        request.write(0);
        request.writeBytes(write(call.body()).getBytes(StandardCharsets.UTF_8));
        return request.toByteArray();
    }

    private String write(@Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            // Without the cause, whose message may quote the value.
            throw new IllegalStateException("The request or answer of an idempotent call is not writable as JSON");
        }
    }
}
