package io.medianest.testing.stores;

import io.medianest.events.Event;
import io.medianest.events.Topic;
import io.medianest.runtime.events.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what is published to a topic from now on, in a test:
 *
 * <pre>{@code
 * try (KafkaProbe users = KafkaProbe.on(Topics.USERS)) {
 *     suspend(user);
 *     UserSuspended event = users.await(UserSuspended.class, e -> e.userId().equals(user));
 * }
 * }</pre>
 */
public final class KafkaProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();

    private KafkaProbe(String topic, String bootstrapServers, boolean fromStart) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromStart) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // Seeking is lazy; asking for the position does it now, before the test publishes anything.
        partitions.forEach(consumer::position);
    }

    /** Listens to a topic of the test stores. */
    public static KafkaProbe on(Topic topic) {
        return on(topic, TestStores.bootstrapServers());
    }

    /** Listens to a topic of another broker. */
    public static KafkaProbe on(Topic topic, String bootstrapServers) {
        return new KafkaProbe(topic.name(), bootstrapServers, false);
    }

    /** Reads a topic of another broker from its beginning. */
    public static KafkaProbe fromStart(Topic topic, String bootstrapServers) {
        return new KafkaProbe(topic.name(), bootstrapServers, true);
    }

    /**
     * Waits for an event of one type.
     *
     * @param type the event's record
     * @param wanted which of them
     * @return the first that was or is published
     * @throws AssertionError if none comes
     */
    public <E extends Event> E await(Class<E> type, Predicate<E> wanted) {
        return type.cast(awaitReceived(type, wanted).data().orElseThrow());
    }

    /** As {@link #await}, with the event's headers and position. */
    public <E extends Event> ReceivedEvent awaitReceived(Class<E> type, Predicate<E> wanted) {
        ConsumerRecord<String, String> record = awaitRecord(
                candidate -> ReceivedEvent.of(candidate)
                        .data()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .filter(wanted)
                        .isPresent(),
                type.getSimpleName());
        return ReceivedEvent.of(record);
    }

    /**
     * Waits for a record, whatever it is.
     *
     * @param wanted which of them
     * @param what its name in the message if it does not come
     */
    public ConsumerRecord<String, String> awaitRecord(Predicate<ConsumerRecord<String, String>> wanted, String what) {
        Instant deadline = Instant.now().plus(PATIENCE);
        int checked = 0;
        while (true) {
            for (; checked < seen.size(); checked++) {
                if (wanted.test(seen.get(checked))) {
                    return seen.get(checked);
                }
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("No %s within %s among: %s".formatted(what, PATIENCE, seen));
            }
            poll();
        }
    }

    /** Waits until that many records have come, and returns all that have, in each partition's order. */
    public List<ConsumerRecord<String, String>> awaitCount(int count) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (seen.size() < count) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("%d of %d records within %s".formatted(seen.size(), count, PATIENCE));
            }
            poll();
        }
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void poll() {
        consumer.poll(POLL).forEach(seen::add);
    }
}
