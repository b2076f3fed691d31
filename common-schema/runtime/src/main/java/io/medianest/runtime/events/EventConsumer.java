package io.medianest.runtime.events;

import io.medianest.events.MalformedEventException;
import io.medianest.runtime.problem.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * What every group consumer does with a record: reads the event, restores its correlation, tries again with growing
 * pauses, and lets the record go to {@code <topic>.dlq} when that does not help, so that the partition goes on.
 *
 * <p>A consumer is a bean with an {@code @Incoming} method that hands its record over and returns the {@code Uni}:
 *
 * <pre>{@code
 * @Incoming("users")
 * Uni<Void> receive(ConsumerRecord<String, String> record) {
 *     return consumer.consume(record, requests::onUserEvent);
 * }
 * }</pre>
 *
 * with the channel declared in {@code application.properties}; all else is set for every channel:
 *
 * <pre>
 * mp.messaging.incoming.users.connector=smallrye-kafka
 * mp.messaging.incoming.users.topic=medianest.users
 * mp.messaging.incoming.users.dead-letter-queue.topic=medianest.users.dlq
 * </pre>
 */
@ApplicationScoped
public class EventConsumer {
    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** While a store is away every event fails alike; none of them is to blame, so they wait for it. */
    private static final Duration OUTAGE_PATIENCE = Duration.ofHours(1);

    private final MeterRegistry registry;

    EventConsumer(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Handles a record on the Vert.x context that it came on.
     *
     * @param record the record
     * @param effect what the event causes; must change nothing when it is applied again, see
     *     {@code ProcessedEvents}, and must ignore types that it does not know
     * @return fails when the record belongs to the dead letters
     */
    public Uni<Void> consume(ConsumerRecord<String, String> record, Function<ReceivedEvent, Uni<Void>> effect) {
        return new Attempts(record, effect, Vertx.currentContext())
                .next(1, FIRST_PAUSE)
                .onItemOrFailure()
                .invoke((done, failure) -> registry.counter(
                                "medianest.events.consumed",
                                "topic",
                                record.topic(),
                                "outcome",
                                failure == null ? "done" : "dead-letter")
                        .increment());
    }

    private record Attempts(
            ConsumerRecord<String, String> record,
            Function<ReceivedEvent, Uni<Void>> effect,
            Context context,
            Instant start) {

        Attempts(ConsumerRecord<String, String> record, Function<ReceivedEvent, Uni<Void>> effect, Context context) {
            this(record, effect, context, Instant.now());
        }

        Uni<Void> next(int attempt, Duration pause) {
            return Uni.createFrom()
                    .deferred(this::apply)
                    .onFailure()
                    .recoverWithUni(failure -> afterFailure(failure, attempt, pause));
        }

        private Uni<Void> apply() {
            ReceivedEvent event = ReceivedEvent.of(record);
            event.correlation().enter();
            return effect.apply(event);
        }

        private Uni<Void> afterFailure(Throwable failure, int attempt, Duration pause) {
            boolean outage = Outages.isOutage(failure) && Instant.now().isBefore(start.plus(OUTAGE_PATIENCE));
            if (failure instanceof MalformedEventException || (attempt >= TRIES && !outage)) {
                LOG.errorf(failure, "%s goes to the dead letters", place());
                return Uni.createFrom().failure(failure);
            }
            LOG.warnf("%s failed, next try in %s: %s", place(), pause, failure);
            Duration doubled = pause.multipliedBy(2);
            Duration longer = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            return waiting(pause).chain(() -> next(outage ? attempt : attempt + 1, longer));
        }

        /** Continues on the record's own context: the database session and the log fields belong to it. */
        private Uni<Void> waiting(Duration pause) {
            return Uni.createFrom()
                    .emitter(emitter -> context.owner()
                            .setTimer(
                                    pause.toMillis(),
                                    timer -> context.runOnContext(nothing -> emitter.complete(null))));
        }

        private EventPosition place() {
            return new EventPosition(record.topic(), record.partition(), record.offset());
        }
    }
}
