package io.medianest.persistence.note;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.persistence.idempotency.Idempotency;
import io.medianest.persistence.idempotency.IdempotentCall;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.testing.stores.StoresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = StoresTestResource.class,
        initArgs = @ResourceArg(name = "role", value = "youtube_service"))
class IdempotencyTest {
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Notes notes;
    private final UUID user = UUID.randomUUID();
    private final String text = UUID.randomUUID().toString();
    private final AtomicInteger effects = new AtomicInteger();

    IdempotencyTest(Idempotency idempotency, Transactions transactions, Notes notes) {
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.notes = notes;
    }

    /** As an API shows something. */
    public record Shown(UUID id, String text, Instant at, List<Integer> numbers) {}

    @BeforeAll
    static void createTable() throws SQLException {
        NoteTable.create();
    }

    @Test
    void theSameCallGetsTheSameAnswerAgain() throws Exception {
        Answer<Shown> first = make(call(user, "k", text));
        Answer<Shown> second = make(call(user, "k", text));

        assertThat(second).isEqualTo(first);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.location()).isEqualTo("/api/v1/notes/" + first.body().id());
        assertThat(first.etag()).isEqualTo("\"7\"");
        assertThat(NoteTable.count(text)).isEqualTo(1);
        assertThat(effects).hasValue(1);
        assertThat(row("k", "round(extract(epoch from expires_at - created_at) / 3600)"))
                .isEqualTo("24");
    }

    @Test
    void fiftyAtOnceHaveOneEffectAndOneAnswer() throws Exception {
        List<Callable<Answer<Shown>>> calls = Stream.<Callable<Answer<Shown>>>generate(
                        () -> () -> make(call(user, "k", text)))
                .limit(50)
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            HashSet<Answer<Shown>> answers = new HashSet<>();
            for (Future<Answer<Shown>> call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
            assertThat(answers).hasSize(1);
        }
        assertThat(NoteTable.count(text)).isEqualTo(1);
    }

    @Test
    void withoutAKeyEachCallIsAnotherOne() throws Exception {
        make(IdempotentCall.of(user, IdempotencyKey.NONE, "make-note", text, Shown.class));

        assertThatThrownBy(() -> make(IdempotentCall.of(user, IdempotencyKey.NONE, "make-note", text, Shown.class)))
                .hasStackTraceContaining("TEXT_TAKEN");
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() throws Exception {
        make(call(user, "k", text));

        assertReused(call(user, "k", text + " of another body"));
        assertReused(IdempotentCall.of(user, IdempotencyKey.of("k"), "another-operation", text, Shown.class));
        assertThat(effects).hasValue(1);
    }

    @Test
    void keysOfDifferentPeopleHaveNothingToDoWithEachOther() throws Exception {
        UUID other = UUID.randomUUID();

        Answer<Shown> mine = make(call(user, "k", text));
        Answer<Shown> theirs = make(call(other, "k", text + " of the other"));

        assertThat(theirs.body().id()).isNotEqualTo(mine.body().id());
    }

    @Test
    void aRefusalIsNotRecordedAndTheKeyCanBeUsedAgain() throws Exception {
        make(call(user, "first", text));

        assertThatThrownBy(() -> make(call(user, "k", text))).hasStackTraceContaining("TEXT_TAKEN");
        assertThat(NoteTable.column("select key from idempotency_keys where user_id = ?::uuid", user.toString()))
                .containsExactly("first");
        assertThat(make(call(user, "k", text + " again")).status()).isEqualTo(201);
    }

    @Test
    void anExpiredKeyIsForANewCall() throws Exception {
        make(call(user, "k", text));
        expire(user);

        make(call(user, "k", text + " later"));

        assertThat(effects).hasValue(2);
        assertThat(row("k", "expires_at > now() + interval '23 hours'")).isEqualTo("t");
    }

    @Test
    void neitherARequestNorASecretAnswerIsStoredInClear() throws Exception {
        IdempotentCall<Shown> call = IdempotentCall.of(
                        user,
                        IdempotencyKey.of("k"),
                        "make-note",
                        Map.of("text", text, "password", "swordfish"),
                        Shown.class)
                .withSecretAnswer();

        Answer<Shown> first = make(call);

        assertThat(make(call)).isEqualTo(first);
        assertThat(row("k", "jsonb_typeof(response)")).isEqualTo("string");
        assertThat(row("k", "encode(request_hash, 'escape') || response::text || location || etag"))
                .doesNotContain(text)
                .doesNotContain("swordfish");
        assertThat(call.toString()).doesNotContain("swordfish");
    }

    @Test
    void aKeyNeedsTheTransactionOfItsEffect() {
        IdempotentCall<Shown> call = call(user, "k", text);

        assertThatThrownBy(() ->
                        subscribeAndAwait(() -> transactions.read(() -> idempotency.record(call, () -> effect(text)))))
                .hasStackTraceContaining("in the transaction of the effect");
    }

    private void assertReused(IdempotentCall<Shown> call) {
        assertThatThrownBy(() -> make(call)).hasStackTraceContaining("IDEMPOTENCY_KEY_REUSED");
        // Also without the look beforehand that spares the work.
        assertThatThrownBy(() -> subscribeAndAwait(() -> write(call)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(422));
    }

    private static IdempotentCall<Shown> call(UUID user, String key, String text) {
        return IdempotentCall.of(user, IdempotencyKey.of(key), "make-note", text, Shown.class);
    }

    private Answer<Shown> make(IdempotentCall<Shown> call) throws Exception {
        try {
            return subscribeAndAwait(() -> idempotency.answered(call, () -> write(call)));
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private Uni<Answer<Shown>> write(IdempotentCall<Shown> call) {
        String content = call.body() instanceof String plain ? plain : text;
        return transactions
                .write(AuditActor.user(call.userId()), () -> idempotency.record(call, () -> effect(content)))
                .onFailure(io.medianest.persistence.problem.Constraint.violated("test_notes_text_key"))
                .transform(failure -> ProblemException.conflict("TEXT_TAKEN", "There is such a note."));
    }

    private Uni<Answer<Shown>> effect(String content) {
        effects.incrementAndGet();
        return notes.create(AuditActor.user(user), content)
                .map(id -> Answer.created(
                                new Shown(id, content, Instant.parse("2026-01-01T00:00:00.123456Z"), List.of(2, 1)),
                                "/api/v1/notes/" + id)
                        .version(7));
    }

    private static void expire(UUID user) throws SQLException {
        NoteTable.column(
                "update idempotency_keys set expires_at = now() - interval '1 second' where user_id = ?::uuid returning key",
                user.toString());
    }

    private String row(String key, String expression) throws SQLException {
        return NoteTable.column(
                        "select " + expression + " from idempotency_keys where key = '" + key
                                + "' and user_id = ?::uuid",
                        user.toString())
                .getFirst();
    }
}
