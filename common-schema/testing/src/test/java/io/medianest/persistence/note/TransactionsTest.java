package io.medianest.persistence.note;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.testing.stores.StoresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = StoresTestResource.class,
        initArgs = @ResourceArg(name = "role", value = "youtube_service"))
class TransactionsTest {
    private static final AuditActor PERSON = AuditActor.user(UUID.randomUUID());

    private final String text = UUID.randomUUID().toString();
    private final Notes notes;

    TransactionsTest(Notes notes) {
        this.notes = notes;
    }

    @BeforeAll
    static void createTable() throws SQLException {
        NoteTable.create();
    }

    @Test
    void commitsAChangeTogetherWithItsEvent() throws Throwable {
        UUID id = subscribeAndAwait(() -> notes.create(PERSON, text));

        assertThat(id.version()).isEqualTo(7);
        assertThat(NoteTable.count(text)).isEqualTo(1);
        assertThat(outbox("topic || ' ' || type || ' ' || aggregate_version || ' ' || (payload->>'userId')", id))
                .containsExactly("medianest.users user.updated 0 " + id);
    }

    @Test
    void rollsBackAChangeTogetherWithItsEvent() throws Throwable {
        long before = events();

        assertThatThrownBy(() -> subscribeAndAwait(() -> notes.createAndFail(text)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(NoteTable.count(text)).isZero();
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void theEventCarriesTheVersionAfterTheChange() throws Throwable {
        UUID id = subscribeAndAwait(() -> notes.create(PERSON, text));
        subscribeAndAwait(() -> notes.rewrite(id, text + " again"));

        assertThat(outbox("aggregate_version::text", id)).containsExactly("0", "1");
    }

    @Test
    void concurrentChangesOfOneAggregateKeepTheOrderOfTheirVersions() throws Throwable {
        UUID id = subscribeAndAwait(() -> notes.create(PERSON, text));
        List<Callable<Void>> changes = Stream.<Callable<Void>>generate(() -> () -> change(id))
                .limit(20)
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            for (Future<Void> change : threads.invokeAll(changes)) {
                change.get();
            }
        }

        assertThat(outbox("aggregate_version::text", id))
                .isEqualTo(
                        LongStream.rangeClosed(0, 20).mapToObj(Long::toString).toList());
    }

    @Test
    void theTraceOfTheRequestGoesIntoTheEvent() throws Throwable {
        String correlation = UUID.randomUUID().toString();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String id = given().header("X-Correlation-Id", correlation)
                .header("traceparent", trace)
                .body(text)
                .post("/api/v1/notes")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace("\"", "");

        assertThat(outbox("correlation_id || ' ' || traceparent", UUID.fromString(id)))
                .containsExactly(correlation + " " + trace);
    }

    @Test
    void namesItsActorForTheAuditTrailOfThisTransactionOnly() throws Throwable {
        assertThat(subscribeAndAwait(() -> notes.auditSettings(PERSON))).startsWith(PERSON.id() + " ");
        assertThat(subscribeAndAwait(() -> notes.auditSettings(AuditActor.service("testing"))))
                .startsWith("service:testing ");
        for (int connection = 0; connection < 20; connection++) {
            assertThat(subscribeAndAwait(notes::auditSettingsWithoutTransaction))
                    .isIn(" ", null);
        }
    }

    @Test
    void insideATransactionTheOuterActorStays() throws Throwable {
        assertThat(subscribeAndAwait(() -> notes.auditSettingsOfJoined(PERSON, AuditActor.service("inner"))))
                .startsWith(PERSON.id() + " ");
    }

    @Test
    void anEventNeedsATransaction() {
        assertThatThrownBy(() -> subscribeAndAwait(notes::publishWithoutTransaction))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction of its change");
    }

    @Test
    void anEventThatKafkaWouldRefuseIsRefusedBefore() {
        assertThatThrownBy(() -> subscribeAndAwait(notes::publishTooMuch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user.updated of 3");
    }

    @Test
    void aViolatedConstraintIsAConflictOfItsOwnOrAnyConflict() {
        given().body(text).post("/api/v1/notes/unique").then().statusCode(200);

        given().body(text)
                .post("/api/v1/notes/unique")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("TEXT_TAKEN"));
        given().body(text)
                .post("/api/v1/notes")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("CONFLICT"));
    }

    @Test
    void aBrokenRuleIsAMistakeOfOurs() {
        given().body("").post("/api/v1/notes").then().statusCode(500).body("code", equalTo("INTERNAL_ERROR"));
    }

    @Test
    void aStaleVersionIsAFailedPrecondition() {
        given().post("/api/v1/notes/stale").then().statusCode(412).body("code", equalTo("STALE_VERSION"));
    }

    /** One of many that try at once; who read too early tries again. */
    private Void change(UUID id) throws Exception {
        while (true) {
            try {
                subscribeAndAwait(() -> notes.rewrite(id, UUID.randomUUID().toString()));
                return null;
            } catch (jakarta.persistence.OptimisticLockException | org.hibernate.StaleStateException e) {
                assertThat(e).isNotNull();
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<String> outbox(String expression, UUID key) throws SQLException {
        return NoteTable.column(
                "select " + expression + " from outbox_events where key = ? order by seq", key.toString());
    }

    private static long events() throws SQLException {
        return Long.parseLong(NoteTable.column("select count(*) from outbox_events where key <> ?", "")
                .getFirst());
    }
}
