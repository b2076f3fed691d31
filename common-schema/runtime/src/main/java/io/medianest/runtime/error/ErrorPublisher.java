package io.medianest.runtime.error;

import io.medianest.events.EventHeaders;
import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import io.medianest.events.error.ErrorLogged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends each second what went wrong straight to Kafka. Not through the outbox: the transaction of the failure was rolled
 * back, or the database is what failed. What Kafka does not take within some seconds is dropped, and counted.
 */
@ApplicationScoped
class ErrorPublisher {
    private static final Logger LOG = Logger.getLogger(ErrorPublisher.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Errors errors;
    private final Map<String, Object> kafka;
    private final Vertx vertx;
    private final String service;
    private final AtomicBoolean underWay = new AtomicBoolean();
    /** Made with the first error. */
    private @Nullable Producer<String, String> producer;

    private long timer = -1;

    ErrorPublisher(
            Errors errors,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.errors = errors;
        this.kafka = kafka;
        this.vertx = vertx;
        this.service = service;
    }

    synchronized void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(PAUSE_MILLIS, nothing -> sendWhatWaits());
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private void sendWhatWaits() {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        List<ErrorLogged> waiting = errors.drain();
        if (waiting.isEmpty()) {
            underWay.set(false);
            return;
        }
        // Sending can wait for Kafka to tell of the topic.
        vertx.executeBlocking(
                        () -> {
                            List<Future<RecordMetadata>> sent = new ArrayList<>();
                            waiting.forEach(error -> send(error, sent));
                            return sent.size();
                        },
                        false)
                .onComplete(done -> underWay.set(false));
    }

    private void send(ErrorLogged error, List<Future<RecordMetadata>> sent) {
        try {
            sent.add(producer().send(record(error), (metadata, refusal) -> {
                if (refusal != null) {
                    drop(error, refusal);
                }
            }));
        } catch (KafkaException | IllegalStateException e) {
            drop(error, e);
        }
    }

    private void drop(ErrorLogged error, Exception refusal) {
        errors.drop(error.count());
        LOG.debugf("Kafka does not take an error: %s", refusal);
    }

    private synchronized Producer<String, String> producer() {
        Producer<String, String> known = producer;
        if (known == null) {
            Map<String, Object> config = new HashMap<>(kafka);
            config.put(ProducerConfig.CLIENT_ID_CONFIG, "errors-" + service);
            config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            config.put(ProducerConfig.ACKS_CONFIG, "all");
            // Each record that finds no topic waits as long as this: little, as all that follow wait too.
            config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 200);
            config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * 1024 * 1024);
            config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
            config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
            known = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
            producer = known;
        }
        return known;
    }

    private ProducerRecord<String, String> record(ErrorLogged error) {
        EventType type = EventType.of(error);
        ProducerRecord<String, String> record =
                new ProducerRecord<>(type.topic().name(), error.key(), EventJson.write(error));
        Map.of(
                        EventHeaders.SPEC_VERSION,
                        EventHeaders.SPEC_VERSION_VALUE,
                        EventHeaders.ID,
                        UUID.randomUUID().toString(),
                        EventHeaders.TYPE,
                        type.wireName(),
                        EventHeaders.SOURCE,
                        "/medianest/" + service,
                        EventHeaders.TIME,
                        error.at().toString(),
                        EventHeaders.SEQUENCE,
                        "0",
                        EventHeaders.CONTENT_TYPE,
                        EventHeaders.CONTENT_TYPE_VALUE,
                        EventHeaders.CORRELATION_ID,
                        error.correlationId())
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
