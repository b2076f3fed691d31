package io.medianest.persistence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.Topics;
import io.medianest.events.deadletter.DeadLetter;
import io.medianest.events.deadletter.DeadLetterHeaders;
import io.medianest.events.deadletter.DeadLetters;
import io.medianest.events.user.UserDeleted;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.StoresTestResource;
import io.medianest.testing.stores.TestStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = StoresTestResource.class,
        initArgs = @ResourceArg(name = "role", value = "youtube_service"))
class ConsumptionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final NoteConsumer consumer;
    private final UserDeleted event = new UserDeleted(UUID.randomUUID());
    private final UUID id = UUID.randomUUID();
    private EventPublisher publisher;
    private KafkaProbe deadLetters;

    ConsumptionTest(NoteConsumer consumer) {
        this.consumer = consumer;
    }

    @BeforeAll
    static void createTable() throws SQLException {
        NoteTable.create();
    }

    @BeforeEach
    void open() {
        publisher = EventPublisher.create();
        deadLetters = KafkaProbe.on(Topics.USERS.deadLetters());
    }

    @AfterEach
    void close() {
        deadLetters.close();
        publisher.close();
    }

    @Test
    void aRedeliveryChangesNothing() throws Exception {
        publisher.publish(id, event, 1);
        publisher.publish(id, event, 1);
        UUID next = UUID.randomUUID();
        publisher.publish(next, event, 2);

        awaitNote(next);
        assertThat(NoteTable.count(id.toString())).isEqualTo(1);
        assertThat(consumer.attempts(event.key())).hasValue(2);
        assertThat(NoteTable.column(
                        "select event_id::text from processed_events where event_id = ?::uuid", id.toString()))
                .hasSize(1);
    }

    @Test
    void theCorrelationOfTheCauseContinues() throws Exception {
        Map<String, String> headers = EventPublisher.headers(id, "user.deleted", 1);
        headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        publisher.publish(Topics.USERS.name(), event.key(), headers, "{\"userId\":\"" + event.userId() + "\"}");

        awaitNote(id);
        assertThat(consumer.correlation(id).id()).isEqualTo("test-" + id);
        assertThat(consumer.correlation(id).traceparent()).startsWith("00-0af7651916cd43dd8448eb211c80319c");
        assertThat(NoteTable.column("select correlation_id from outbox_events where correlation_id = ?", "test-" + id))
                .as("what the effect publishes has the same cause")
                .hasSize(1);
    }

    @Test
    void aPassingFailureIsTriedAgainAndLeavesNoTrace() throws Exception {
        consumer.fail(event.key(), 3);
        publisher.publish(id, event, 1);

        awaitNote(id);
        assertThat(NoteTable.count(id.toString())).isEqualTo(1);
        assertThat(consumer.attempts(event.key())).hasValue(4);
    }

    @Test
    void whatNeverSucceedsGoesToTheDeadLettersAndThePartitionGoesOn() throws Exception {
        consumer.fail(event.key(), 5);
        RecordMetadata origin = publisher.publish(id, event, 1);
        UUID next = UUID.randomUUID();
        publisher.publish(next, event, 2);

        ConsumerRecord<String, String> letter = awaitDeadLetter(event.key());
        assertThat(header(letter, "dead-letter-reason")).isEqualTo("as a mistake would");
        assertThat(header(letter, "dead-letter-topic")).isEqualTo("medianest.users");
        assertThat(header(letter, "dead-letter-partition")).isEqualTo(Integer.toString(origin.partition()));
        assertThat(header(letter, "dead-letter-offset")).isEqualTo(Long.toString(origin.offset()));
        assertThat(header(letter, "ce_id")).isEqualTo(id.toString());
        assertThat(letter.value()).contains(event.userId().toString());
        awaitNote(next);
        assertThat(NoteTable.count(id.toString())).isZero();
    }

    @Test
    @Tag("full")
    void whatComesAfterAPoisonIsHandledInOrder() throws Exception {
        consumer.fail(event.key(), Integer.MAX_VALUE);
        publisher.publish(id, event, 1);
        int partition = publisher.publish(UUID.randomUUID(), event, 2).partition();
        List<String> after = new ArrayList<>();
        UserDeleted other = new UserDeleted(UUID.randomUUID());
        while (publisher.publish(UUID.randomUUID(), other, 0).partition() != partition) {
            other = new UserDeleted(UUID.randomUUID());
        }
        for (int version = 1; version <= 20; version++) {
            UUID next = UUID.randomUUID();
            after.add(next.toString());
            publisher.publish(next, other, version);
        }

        awaitNote(UUID.fromString(after.getLast()));
        assertThat(NoteTable.column(
                        "select text from test_notes where text = any(string_to_array(?, ',')) order by id",
                        String.join(",", after)))
                .isEqualTo(after);
        assertThat(NoteTable.count(id.toString())).isZero();
    }

    @Test
    void aDeadLetterIsListedAndReplayedToItsConsumer() throws Exception {
        consumer.fail(event.key(), 5);
        RecordMetadata origin = publisher.publish(id, event, 1);
        awaitDeadLetter(event.key());
        DeadLetters letters = new DeadLetters(Map.of("bootstrap.servers", TestStores.bootstrapServers()));

        DeadLetter letter = letters.list(Topics.USERS, 10, null).letters().stream()
                .filter(candidate -> event.key().equals(candidate.key()))
                .findFirst()
                .orElseThrow();
        assertThat(letter.consumer()).isEqualTo("testing");
        assertThat(letter.reason()).isEqualTo("as a mistake would");
        assertThat(letter.origin()).isEqualTo(origin.partition() + "-" + origin.offset());
        assertThat(letter.eventId()).isEqualTo(id.toString());
        assertThat(letter.eventType()).isEqualTo("user.deleted");
        assertThat(letters.find(letter.id())).contains(letter);

        assertThat(letters.replay(letter.id())).contains(letter);
        awaitNote(id);
        letters.replay(letter.id());
        UUID next = UUID.randomUUID();
        publisher.publish(next, event, 2);
        awaitNote(next);
        assertThat(NoteTable.count(id.toString())).as("replayed twice").isEqualTo(1);
    }

    @Test
    void deadLettersAreListedPageByPage() {
        consumer.fail(event.key(), Integer.MAX_VALUE);
        for (int i = 0; i < 3; i++) {
            publisher.publish(Topics.USERS.name(), event.key(), Map.of(), "{\"number\":" + i + "}");
        }
        deadLetters.awaitCount(3);
        DeadLetters letters = new DeadLetters(Map.of("bootstrap.servers", TestStores.bootstrapServers()));

        DeadLetters.Page first = letters.list(Topics.USERS, 2, null);
        DeadLetters.Page second = letters.list(Topics.USERS, 2, first.before());

        assertThat(first.letters()).extracting(DeadLetter::value).containsExactly("{\"number\":2}", "{\"number\":1}");
        assertThat(second.letters().getFirst().value()).isEqualTo("{\"number\":0}");
        assertThat(letters.list(Topics.USERS, 2, 0L).letters()).isEmpty();
        assertThat(letters.find("medianest.users.dlq-0-999999999")).isEmpty();
        assertThat(letters.find("medianest.users-0-0"))
                .as("an event that is not dead")
                .isEmpty();
        assertThat(letters.replay("no id")).isEmpty();
    }

    @Test
    void aReplayForAnotherConsumerIsLeftAlone() throws Exception {
        Map<String, String> headers = EventPublisher.headers(id, "user.deleted", 1);
        headers.put(DeadLetterHeaders.REPLAY_FOR, "another-service");
        publisher.publish(Topics.USERS.name(), event.key(), headers, "{\"userId\":\"" + event.userId() + "\"}");
        UUID next = UUID.randomUUID();
        publisher.publish(next, event, 2);

        awaitNote(next);
        assertThat(NoteTable.count(id.toString())).isZero();
        assertThat(consumer.attempts(event.key())).hasValue(1);
    }

    @Test
    void whatIsNoEventGoesToTheDeadLettersAtOnce() throws Exception {
        String key = event.key();
        publisher.publish(Topics.USERS.name(), key, Map.of(), "{}");
        publisher.publish(id, event, 1);

        assertThat(header(awaitDeadLetter(key), "dead-letter-reason")).isEqualTo("The event has no header ce_id");
        awaitNote(id);
        assertThat(consumer.attempts(key)).hasValue(1);
    }

    @Test
    void aTypeFromTheFutureIsIgnored() throws Exception {
        UUID unknown = UUID.randomUUID();
        publisher.publish(
                Topics.USERS.name(), event.key(), EventPublisher.headers(unknown, "user.teleported", 1), "[7]");
        publisher.publish(id, event, 1);

        awaitNote(id);
        assertThat(NoteTable.count(unknown.toString())).isZero();
        assertThat(consumer.attempts(event.key())).hasValue(1);
    }

    @Test
    @Tag("full")
    void duringAnOutageEventsWaitInsteadOfBeingGivenUp() throws Exception {
        consumer.beAway(event.key(), 7);
        publisher.publish(id, event, 1);

        awaitNote(id);
        assertThat(consumer.attempts(event.key())).hasValue(8);
        assertThat(NoteTable.count(id.toString())).isEqualTo(1);
    }

    private static void awaitNote(UUID eventId) {
        await().atMost(PATIENCE).until(() -> NoteTable.count(eventId.toString()) == 1);
    }

    private ConsumerRecord<String, String> awaitDeadLetter(String key) {
        return deadLetters.awaitRecord(record -> key.equals(record.key()), "dead letter");
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
