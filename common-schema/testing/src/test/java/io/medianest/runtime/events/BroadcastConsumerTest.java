package io.medianest.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.medianest.events.media.MediaRequestArchived;
import io.medianest.events.media.RequestedMedia;
import io.medianest.stores.KafkaServer;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stores.TestStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BroadcastConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Topic TOPIC = Topics.MEDIA_REQUESTS;

    private final Heard heard = new Heard();

    @BeforeAll
    static void start() {
        TestStores.start();
    }

    @Test
    void everyInstanceHearsAllPartitionsFromTheEndOn() {
        Heard other = new Heard();
        try (EventPublisher publisher = EventPublisher.create();
                BroadcastConsumer one = consumer(0, heard);
                BroadcastConsumer two = consumer(0, other)) {
            publisher.publish(archived(UUID.randomUUID()), 1);
            one.start();
            two.start();
            await().atMost(PATIENCE).until(() -> heard.placed.get() == 1 && other.placed.get() == 1);

            List<String> keys = publish(publisher, 30);
            await().atMost(PATIENCE)
                    .until(() -> heard.keys().size() == 30 && other.keys().size() == 30);
            assertThat(heard.keys()).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(other.keys()).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(heard.events)
                    .extracting(event -> event.position().partition())
                    .contains(0, 1, 2);
        }
    }

    @Test
    void beginsAsFarBeforeTheEndAsAsked() {
        try (EventPublisher publisher = EventPublisher.create();
                BroadcastConsumer consumer = consumer(2, heard)) {
            List<String> keys = publish(publisher, 60);
            consumer.start();

            // Two of each of the three partitions.
            await().atMost(PATIENCE).until(() -> heard.keys().size() >= 6);
            assertThat(heard.keys()).hasSize(6).isSubsetOf(keys);
        }
    }

    @Test
    void whatIsNoEventIsPassedOver() {
        try (EventPublisher publisher = EventPublisher.create();
                BroadcastConsumer consumer = consumer(0, heard)) {
            consumer.start();
            await().atMost(PATIENCE).until(() -> heard.placed.get() == 1);
            String key = UUID.randomUUID().toString();
            publisher.publish(TOPIC.name(), key, Map.of(), "neither headers nor JSON");
            publisher.publish(archived(UUID.fromString(key)), 1);

            await().atMost(PATIENCE).until(() -> heard.keys().contains(key));
            assertThat(heard.events).hasSize(1);
        }
    }

    @Test
    void aListenerThatFailsHearsTheNextEvent() {
        heard.failOnce = true;
        try (EventPublisher publisher = EventPublisher.create();
                BroadcastConsumer consumer = consumer(0, heard)) {
            consumer.start();
            await().atMost(PATIENCE).until(() -> heard.placed.get() == 1);
            UUID request = UUID.randomUUID();
            publisher.publish(archived(request), 1);
            publisher.publish(archived(request), 2);

            await().atMost(PATIENCE).until(() -> heard.events.size() == 1);
            assertThat(heard.events.getFirst().sequence()).isEqualTo(2);
        }
    }

    @Test
    @Tag("full")
    void goesOnWhereItWasWhenKafkaIsBack(@TempDir Path folder) {
        KafkaServer kafka = KafkaServer.start(folder, 0);
        TestStores.createTopics(kafka.bootstrapServers());
        try (BroadcastConsumer consumer = consumer(kafka.bootstrapServers())) {
            consumer.start();
            await().atMost(PATIENCE).until(() -> heard.placed.get() == 1);
            List<String> keys = publishTo(kafka, 5);
            await().atMost(PATIENCE).until(() -> heard.keys().size() == 5);
            kafka.close();
            kafka = KafkaServer.start(folder, kafka.port());
            List<String> later = publishTo(kafka, 5);

            await().atMost(PATIENCE).until(() -> heard.keys().size() == 10);
            assertThat(heard.keys().subList(0, 5)).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(heard.keys().subList(5, 10)).containsExactlyInAnyOrderElementsOf(later);
            assertThat(heard.placed).hasValue(1);
        } finally {
            kafka.close();
        }
    }

    @Test
    @Tag("full")
    void saysSoWhenEventsWereLost(@TempDir Path folder) throws Exception {
        try (KafkaServer kafka = KafkaServer.start(folder, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            NewTopic created = new NewTopic(TOPIC.name(), TOPIC.partitions(), (short) 1);
            // Begins before the topic exists, as a service may in a new installation.
            try (BroadcastConsumer consumer = consumer(kafka.bootstrapServers())) {
                consumer.start();
                admin.createTopics(List.of(created)).all().get();
                await().atMost(PATIENCE).until(() -> heard.placed.get() == 1);
                publishTo(kafka, 30);
                await().atMost(PATIENCE).until(() -> heard.keys().size() == 30);
                admin.deleteTopics(List.of(TOPIC.name())).all().get();
                await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                    admin.createTopics(List.of(created)).all().get();
                    return true;
                });

                await().atMost(PATIENCE).until(() -> heard.placed.get() > 1);
                publishTo(kafka, 10);
                await().atMost(PATIENCE).until(() -> heard.keys().size() == 40);
            }
        }
    }

    private static BroadcastConsumer consumer(long backlog, Heard heard) {
        return new BroadcastConsumer(TOPIC, backlog, heard, Map.of("bootstrap.servers", TestStores.bootstrapServers()));
    }

    private BroadcastConsumer consumer(String bootstrapServers) {
        return new BroadcastConsumer(TOPIC, 0, heard, Map.of("bootstrap.servers", bootstrapServers));
    }

    private static List<String> publishTo(KafkaServer kafka, int count) {
        try (EventPublisher publisher = EventPublisher.to(kafka.bootstrapServers())) {
            return publish(publisher, count);
        }
    }

    private static List<String> publish(EventPublisher publisher, int count) {
        List<String> keys = new CopyOnWriteArrayList<>();
        for (int i = 0; i < count; i++) {
            MediaRequestArchived event = archived(UUID.randomUUID());
            publisher.publish(event, i);
            keys.add(event.key());
        }
        return keys;
    }

    private static MediaRequestArchived archived(UUID request) {
        return new MediaRequestArchived(new RequestedMedia(request, null, "movie", "603", "The Matrix"));
    }

    private static final class Heard implements BroadcastListener {
        private final AtomicInteger placed = new AtomicInteger();
        private final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();
        private volatile boolean failOnce;

        @Override
        public void placed() {
            placed.incrementAndGet();
        }

        @Override
        public void received(ReceivedEvent event) {
            if (failOnce) {
                failOnce = false;
                throw new IllegalStateException("as a mistake in a listener would");
            }
            events.add(event);
        }

        List<String> keys() {
            return events.stream().map(ReceivedEvent::key).toList();
        }
    }
}
