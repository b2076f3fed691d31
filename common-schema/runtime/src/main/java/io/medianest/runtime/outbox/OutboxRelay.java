package io.medianest.runtime.outbox;

import io.medianest.runtime.trace.EventTracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the slice's outbox in its order. Every instance of a service runs one, of which one is active; when that
 * one's connection to the database ends, another takes over within a second. An event is published at least once: what
 * Kafka acknowledged but a crash kept from being deleted is sent again, with the same id.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final OutboxConfig config;
    private final Vertx vertx;
    private final Map<String, Object> kafka;
    private final OutboxMetrics metrics;
    private final EventTracer tracer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Duration pause = FIRST_PAUSE;
    private @Nullable Thread thread;

    OutboxRelay(
            OutboxConfig config,
            Vertx vertx,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            OutboxMetrics metrics,
            EventTracer tracer) {
        this.config = config;
        this.vertx = vertx;
        this.kafka = kafka;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    void start(@Observes StartupEvent event) {
        config.slice()
                .ifPresent(slice -> thread =
                        Thread.ofPlatform().name("outbox-relay").daemon().start(() -> run(slice)));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(String slice) {
        try {
            while (isRunning()) {
                try (OutboxConnection connection = OutboxConnection.open(vertx, config)) {
                    awaitLead(connection, slice);
                    relay(connection, slice);
                } catch (IOException e) {
                    LOG.warnf("The outbox of %s is not relayed, next try in %s: %s", slice, pause, e.getMessage());
                }
                pause();
            }
        } catch (InterruptedException e) {
            LOG.debugf("The relay of %s was told to stop", slice);
        } catch (RuntimeException e) {
            // Not foreseen, so nothing here can mend it; the growing outbox is reported by metrics and health.
            LOG.errorf(e, "The relay of %s has ended", slice);
        }
    }

    private void awaitLead(OutboxConnection connection, String slice) throws IOException, InterruptedException {
        while (!connection.tryLead(slice)) {
            connection.awaitWork(config.pollInterval());
        }
        connection.listen(slice);
        LOG.infof("Relaying the outbox of %s", slice);
    }

    private void relay(OutboxConnection connection, String slice) throws IOException, InterruptedException {
        try (OutboxProducer producer = new OutboxProducer(slice, kafka, tracer)) {
            Heartbeat heartbeat = new Heartbeat(config.heartbeat());
            while (isRunning()) {
                heartbeat.looking();
                List<OutgoingEvent> events = connection.next(config.batchSize());
                send(events, connection, producer);
                pause = FIRST_PAUSE;
                if (events.size() < config.batchSize()) {
                    producer.send(heartbeat.due(), connection::isOpen);
                    producer.verify();
                    connection.awaitWork(config.pollInterval());
                }
            }
        }
    }

    private void send(List<OutgoingEvent> events, OutboxConnection connection, OutboxProducer producer)
            throws IOException, InterruptedException {
        List<Long> sent = producer.send(events, connection::isOpen);
        connection.remove(sent);
        metrics.published(sent.size());
        producer.verify();
    }

    /** Waits before the next try, each time longer. */
    private void pause() throws InterruptedException {
        boolean stopped = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = pause.multipliedBy(2);
        pause = stopped || doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
