package io.medianest.runtime.outbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.EventHeaders;
import io.medianest.events.Topics;
import io.medianest.events.revocation.RevocationHeartbeat;
import io.medianest.events.user.UserUpdated;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.stores.KafkaServer;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.TestStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxRelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<UUID> keys = Stream.generate(UUID::randomUUID).limit(10).toList();
    private OutboxTable outbox;
    private KafkaProbe events;

    @BeforeEach
    void open() throws Exception {
        TestStores.start();
        outbox = new OutboxTable();
        events = KafkaProbe.on(OutboxTable.TOPIC);
    }

    @AfterEach
    void close() throws Exception {
        events.close();
        outbox.close();
    }

    @Test
    void publishesEveryKeyInItsOrderAndEmptiesTheOutbox() throws Exception {
        append(1, 60);
        try (RelayUnderTest relay = RelayUnderTest.start()) {
            append(61, 100);

            assertThat(versionsByKey(events.awaitCount(1_000)))
                    .hasSize(10)
                    .allSatisfy((key, versions) -> assertThat(versions)
                            .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList()));
            await().atMost(PATIENCE).until(() -> outbox.size() == 0);
            assertThat(relay.published()).isEqualTo(1_000);
        }
    }

    @Test
    void writesACloudEventWithTheTraceOfItsRequest() throws Exception {
        try (RelayUnderTest relay = RelayUnderTest.start()) {
            append(7, 7);

            UUID key = keys.getFirst();
            ReceivedEvent event = events.awaitReceived(
                    UserUpdated.class, updated -> updated.userId().equals(key));
            assertThat(event.typeName()).isEqualTo("user.updated");
            assertThat(event.key()).isEqualTo(key.toString());
            assertThat(event.sequence()).isEqualTo(7);
            assertThat(event.time()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(event.correlation().id()).isEqualTo("test-correlation");
            assertThat(event.correlation().traceparent()).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
            ConsumerRecord<String, String> record = events.awaitCount(1).getFirst();
            assertThat(header(record, EventHeaders.SPEC_VERSION)).isEqualTo("1.0");
            assertThat(header(record, EventHeaders.SOURCE)).isEqualTo("/medianest/monitor");
            assertThat(header(record, EventHeaders.CONTENT_TYPE)).isEqualTo("application/json");
            await().atMost(PATIENCE).until(() -> relay.published() == 10);
        }
    }

    @Test
    void anotherInstanceTakesOverWhenTheActiveOneStops() throws Exception {
        try (RelayUnderTest first = RelayUnderTest.start()) {
            append(1, 1);
            await().atMost(PATIENCE).until(() -> first.published() == 10);
            try (RelayUnderTest second = RelayUnderTest.start()) {
                append(2, 2);
                await().atMost(PATIENCE).until(() -> first.published() == 20);
                assertThat(second.published()).isZero();
                first.stop();
                append(3, 3);

                await().atMost(PATIENCE).until(() -> second.published() == 10);
                assertThat(versionsByKey(events.awaitCount(30)))
                        .allSatisfy((key, versions) -> assertThat(versions).containsExactly(1L, 2L, 3L));
            }
        }
    }

    @Test
    void losesNothingWhenItsConnectionIsCut() throws Exception {
        try (RelayUnderTest first = RelayUnderTest.start();
                RelayUnderTest second = RelayUnderTest.start()) {
            append(1, 20);
            await().atMost(PATIENCE).until(() -> first.published() + second.published() > 0);
            assertThat(outbox.cutRelays()).isPositive();
            append(21, 40);

            await().atMost(PATIENCE).until(() -> outbox.size() == 0);
            // What was acknowledged but not deleted before the cut comes again; nothing is missing, nothing overtakes.
            assertThat(versionsByKey(events.awaitCount(400)))
                    .allSatisfy((key, versions) -> assertThat(versions.stream().distinct())
                            .isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList()));
        }
    }

    @Test
    @Tag("full")
    void losesNothingWhileKafkaIsDown(@TempDir Path folder) throws Exception {
        KafkaServer kafka = KafkaServer.start(folder, 0);
        createTopics(kafka);
        try (RelayUnderTest relay = RelayUnderTest.start(kafka.bootstrapServers(), false)) {
            append(1, 1);
            await().atMost(PATIENCE).until(() -> relay.published() == 10);
            kafka.close();
            append(2, 30);
            await().atMost(PATIENCE).until(() -> relay.pending() == 290 && relay.oldestSeconds() > 0);

            kafka = KafkaServer.start(folder, kafka.port());
            await().atMost(Duration.ofSeconds(40)).until(() -> relay.published() == 300 && outbox.size() == 0);
            try (KafkaProbe probe = KafkaProbe.fromStart(OutboxTable.TOPIC, kafka.bootstrapServers())) {
                assertThat(versionsByKey(probe.awaitCount(300)))
                        .allSatisfy((key, versions) -> assertThat(
                                        versions.stream().distinct())
                                .isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList()));
            }
        } finally {
            kafka.close();
        }
    }

    @Test
    @Tag("full")
    void sendsAHeartbeatOnlyWhereItIsEnabled() throws Exception {
        try (KafkaProbe revocations = KafkaProbe.on(Topics.REVOCATIONS);
                RelayUnderTest relay = RelayUnderTest.start(TestStores.bootstrapServers(), true)) {
            Instant before = Instant.now();

            Instant first = relayed(revocations, before.minusSeconds(1));
            Instant second = relayed(revocations, first);
            assertThat(second).isAfter(first);
            assertThat(relay.published()).isZero();
        }
    }

    /** The next heartbeat of a relay: others of this run that stand in for auth-service do not count in milliseconds. */
    private static Instant relayed(KafkaProbe revocations, Instant after) {
        ConsumerRecord<String, String> found = revocations.awaitRecord(
                record -> {
                    ReceivedEvent event = ReceivedEvent.of(record);
                    return event.data()
                            .filter(RevocationHeartbeat.class::isInstance)
                            .map(RevocationHeartbeat.class::cast)
                            .filter(heartbeat -> heartbeat.at().toEpochMilli() == event.sequence())
                            .filter(heartbeat -> heartbeat.at().isAfter(after))
                            .isPresent();
                },
                "heartbeat of a relay");
        return ReceivedEvent.of(found)
                .data()
                .map(RevocationHeartbeat.class::cast)
                .orElseThrow()
                .at();
    }

    private void append(int fromVersion, int toVersion) throws Exception {
        for (int version = fromVersion; version <= toVersion; version++) {
            outbox.append(version, keys);
        }
    }

    private static void createTopics(KafkaServer kafka) {
        TestStores.createTopics(kafka.bootstrapServers());
    }

    private Map<String, List<Long>> versionsByKey(List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .filter(record -> keys.contains(UUID.fromString(record.key())))
                .map(ReceivedEvent::of)
                .collect(groupingBy(ReceivedEvent::key, mapping(ReceivedEvent::sequence, toList())));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
