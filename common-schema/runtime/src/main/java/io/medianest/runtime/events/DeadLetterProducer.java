package io.medianest.runtime.events;

import io.medianest.events.deadletter.DeadLetterHeaders;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts what this service could not handle among the dead letters of its topic. */
@ApplicationScoped
class DeadLetterProducer {
    private static final int LONGEST_REASON = 1_000;

    private final Map<String, Object> kafka;
    private final Vertx vertx;
    /** Made when there is a first dead letter; most services never have one. */
    private @Nullable Producer<String, String> producer;

    DeadLetterProducer(@Identifier("default-kafka-broker") Map<String, Object> kafka, Vertx vertx) {
        this.kafka = kafka;
        this.vertx = vertx;
    }

    /**
     * Stores a record with the reason and where it came from.
     *
     * @param consumer the consumer group that gave up
     * @return completes once Kafka has it, on any thread; fails if Kafka does not take it now
     */
    Uni<Void> store(ConsumerRecord<String, String> record, String consumer, Throwable failure) {
        ProducerRecord<String, String> letter = letter(record, consumer, failure);
        // Sending can wait for Kafka to tell of the topic.
        return Uni.createFrom()
                .emitter(emitter -> vertx.executeBlocking(
                                () -> producer().send(letter, (metadata, refusal) -> {
                                    if (refusal == null) {
                                        emitter.complete(null);
                                    } else {
                                        emitter.fail(refusal);
                                    }
                                }),
                                false)
                        .onFailure(emitter::fail));
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }

    private synchronized Producer<String, String> producer() {
        Producer<String, String> known = producer;
        if (known == null) {
            Map<String, Object> config = new HashMap<>(kafka);
            config.put(ProducerConfig.CLIENT_ID_CONFIG, "dead-letters");
            config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            config.put(ProducerConfig.ACKS_CONFIG, "all");
            config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
            config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
            config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
            known = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
            producer = known;
        }
        return known;
    }

    private static ProducerRecord<String, String> letter(
            ConsumerRecord<String, String> record, String consumer, Throwable failure) {
        ProducerRecord<String, String> letter =
                new ProducerRecord<>(record.topic() + ".dlq", record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().equals(DeadLetterHeaders.REPLAY_FOR)) {
                letter.headers().add(header);
            }
        }
        facts(record, consumer, failure)
                .forEach((name, value) ->
                        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    private static Map<String, String> facts(
            ConsumerRecord<String, String> record, String consumer, Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(DeadLetterHeaders.REASON, message.substring(0, Math.min(message.length(), LONGEST_REASON)));
        facts.put(DeadLetterHeaders.EXCEPTION, failure.getClass().getName());
        facts.put(DeadLetterHeaders.CONSUMER, consumer);
        facts.put(DeadLetterHeaders.TIME, Instant.now().toString());
        facts.put(DeadLetterHeaders.TOPIC, record.topic());
        facts.put(DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
        facts.put(DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
        return facts;
    }
}
