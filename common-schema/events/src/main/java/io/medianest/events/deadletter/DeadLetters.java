package io.medianest.events.deadletter;

import io.medianest.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of all topics, for an operator. Every method asks Kafka and waits for it: call none on an event loop.
 * All fail with {@link KafkaException} if Kafka does not answer in time.
 */
public final class DeadLetters {
    /** The most letters of a page. */
    public static final int MAX_LIMIT = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(500);
    /** A topic of dead letters has one partition, see {@link Topic#deadLetters}. */
    private static final int PARTITION = 0;

    private final Map<String, Object> kafka;

    /**
     * @param kafka how to reach Kafka, in its own keys
     */
    public DeadLetters(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * A page of dead letters.
     *
     * @param letters the newest first
     * @param before where the next page begins; null if there is none
     */
    public record Page(List<DeadLetter> letters, @Nullable Long before) {}

    /**
     * Lists the dead letters of a topic, the newest first; those that were replayed too, as long as Kafka keeps them.
     *
     * @param topic the topic that the events came from
     * @param limit how many at most, 1 to {@value #MAX_LIMIT}
     * @param before the last page's {@link Page#before}; null for the newest
     */
    public Page list(Topic topic, int limit, @Nullable Long before) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A page has 1 to " + MAX_LIMIT + " letters");
        }
        TopicPartition place = new TopicPartition(topic.deadLetters().name(), PARTITION);
        try (Consumer<String, String> consumer = consumer(place)) {
            long first = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            long last = before == null ? end : Math.min(before, end);
            long from = Math.max(first, last - limit);
            List<DeadLetter> letters = read(consumer, place, from, last).stream()
                    .sorted(Comparator.comparingLong(ConsumerRecord<String, String>::offset)
                            .reversed())
                    .map(record -> DeadLetter.of(record, topic.name()))
                    .toList();
            return new Page(letters, from > first ? from : null);
        }
    }

    /** One dead letter; empty if that is no id of one, or Kafka does not keep it any more. */
    public Optional<DeadLetter> find(String id) {
        return DeadLetterId.parse(id)
                .flatMap(parsed -> parsed.topic()
                        .flatMap(topic -> record(parsed).map(record -> DeadLetter.of(record, topic.name()))));
    }

    /**
     * Publishes the event of a dead letter to its topic again, for the consumer that could not handle it: others leave
     * it alone. A consumer that has handled it meanwhile changes nothing. If it fails again it is a new dead letter.
     *
     * @return the letter; empty if that is no id of one, or Kafka does not keep it any more
     */
    public Optional<DeadLetter> replay(String id) {
        Optional<DeadLetterId> parsed = DeadLetterId.parse(id);
        Optional<Topic> topic = parsed.flatMap(DeadLetterId::topic);
        Optional<ConsumerRecord<String, String>> record = topic.flatMap(known -> record(parsed.orElseThrow()));
        return record.map(found -> {
            DeadLetter letter = DeadLetter.of(found, topic.orElseThrow().name());
            publish(found, letter);
            return letter;
        });
    }

    private void publish(ConsumerRecord<String, String> record, DeadLetter letter) {
        ProducerRecord<String, String> again = new ProducerRecord<>(letter.topic(), letter.key(), letter.value());
        for (Header header : record.headers()) {
            boolean isEvents = !header.key().startsWith(DeadLetterHeaders.PREFIX)
                    && !header.key().equals(DeadLetterHeaders.REPLAY_FOR)
                    && !header.key().equals(DeadLetterHeaders.REPLAY_OF);
            if (isEvents) {
                again.headers().add(header);
            }
        }
        again.headers().add(DeadLetterHeaders.REPLAY_OF, letter.id().getBytes(StandardCharsets.UTF_8));
        if (letter.consumer() != null) {
            again.headers().add(DeadLetterHeaders.REPLAY_FOR, letter.consumer().getBytes(StandardCharsets.UTF_8));
        }
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(again).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka did not take the event of " + letter.id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    private Optional<ConsumerRecord<String, String>> record(DeadLetterId id) {
        TopicPartition place = new TopicPartition(id.deadLetters(), id.partition());
        if (id.partition() != PARTITION) {
            return Optional.empty();
        }
        try (Consumer<String, String> consumer = consumer(place)) {
            long first = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            boolean kept = id.offset() >= first && id.offset() < end;
            return kept
                    ? read(consumer, place, id.offset(), id.offset() + 1).stream()
                            .findFirst()
                    : Optional.empty();
        }
    }

    private Consumer<String, String> consumer(TopicPartition place) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_LIMIT);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(place));
        return consumer;
    }

    /** What stands from one offset on, and before another one. */
    private static List<ConsumerRecord<String, String>> read(
            Consumer<String, String> consumer, TopicPartition place, long from, long end) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        Instant deadline = Instant.now().plus(PATIENCE);
        consumer.seek(place, from);
        while (consumer.position(place) < end) {
            if (Instant.now().isAfter(deadline)) {
                throw new KafkaException("Kafka did not give the dead letters in time");
            }
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    found.add(record);
                }
            }
        }
        return found;
    }
}
