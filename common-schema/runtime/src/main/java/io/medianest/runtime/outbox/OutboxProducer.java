package io.medianest.runtime.outbox;

import io.medianest.runtime.trace.EventTracer;
import io.medianest.runtime.trace.TraceParent;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends to Kafka such that order survives every failure: idempotent, acknowledged by all in-sync replicas, retried
 * without end, and closed by the first refusal before anything behind it can overtake.
 */
final class OutboxProducer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxProducer.class);

    private static final int TELL_AFTER_SECONDS = 5;

    private final String slice;
    private final EventTracer tracer;
    private final Producer<String, String> producer;
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();

    OutboxProducer(String slice, Map<String, Object> kafka, EventTracer tracer) {
        this.slice = slice;
        this.tracer = tracer;
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-" + slice);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        // Giving up on one record while a later one is under way would change their order.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    /**
     * Sends events in their order and waits for Kafka, through an outage too.
     *
     * @param events what to send
     * @param goOn asked each second of waiting; false gives up on the rest
     * @return the places in the outbox of those that Kafka has acknowledged; if some are missing, {@link #verify} tells
     *     why
     */
    List<Long> send(List<OutgoingEvent> events, BooleanSupplier goOn) throws InterruptedException {
        List<Future<RecordMetadata>> answers = new ArrayList<>(events.size());
        try {
            for (OutgoingEvent event : events) {
                verify();
                answers.add(send(event));
            }
        } catch (IOException | KafkaException | IllegalStateException e) {
            stopAt(e);
        }
        List<Long> acknowledged = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            if (isAcknowledged(answers.get(i), goOn)) {
                acknowledged.add(events.get(i).seq());
            }
        }
        return acknowledged;
    }

    private Future<RecordMetadata> send(OutgoingEvent event) {
        String cause = event.correlation().traceparent();
        Span span = tracer.sending(
                event.topic(), event.id(), event.type(), event.time().toInstant(), cause);
        String traceparent = TraceParent.of(span);
        return producer.send(event.toRecord(slice, traceparent == null ? cause : traceparent), (metadata, failure) -> {
            EventTracer.end(span, failure);
            stopAt(failure);
        });
    }

    /** Fails if Kafka refused anything; this producer is then of no more use. */
    void verify() throws IOException {
        Exception failure = refusal.get();
        if (failure != null) {
            throw new IOException("Kafka refused an event", failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** Runs on the producer's own thread, before it sends anything else. */
    private void stopAt(@Nullable Exception failure) {
        if (failure != null && refusal.compareAndSet(null, failure)) {
            producer.close(Duration.ZERO);
        }
    }

    private boolean isAcknowledged(Future<RecordMetadata> answer, BooleanSupplier goOn) throws InterruptedException {
        for (int seconds = 0; goOn.getAsBoolean(); seconds++) {
            try {
                answer.get(1, TimeUnit.SECONDS);
                return true;
            } catch (TimeoutException e) {
                if (seconds == TELL_AFTER_SECONDS) {
                    LOG.warnf("Kafka does not answer; the events of %s wait for it", slice);
                }
            } catch (ExecutionException e) {
                return false;
            }
        }
        return false;
    }
}
