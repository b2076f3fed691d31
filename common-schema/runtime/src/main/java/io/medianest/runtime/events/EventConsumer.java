package io.medianest.runtime.events;

import io.medianest.events.MalformedEventException;
import io.medianest.events.Topics;
import io.medianest.events.deadletter.DeadLetterHeaders;
import io.medianest.runtime.error.ErrorReport;
import io.medianest.runtime.error.Errors;
import io.medianest.runtime.problem.Outages;
import io.medianest.runtime.trace.EventTracer;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
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
    private final ConsumerGroups groups;
    private final DeadLetterProducer deadLetters;
    private final Errors errors;
    private final EventTracer tracer;

    EventConsumer(
            MeterRegistry registry,
            ConsumerGroups groups,
            DeadLetterProducer deadLetters,
            Errors errors,
            EventTracer tracer) {
        this.tracer = tracer;
        this.registry = registry;
        this.groups = groups;
        this.deadLetters = deadLetters;
        this.errors = errors;
    }

    /**
     * Handles a record on the Vert.x context that it came on.
     *
     * @param record the record
     * @param effect what the event causes; must change nothing when it is applied again, see
     *     {@code ProcessedEvents}, and must ignore types that it does not know
     * @return completes when the record is handled, is meant for another consumer, or is among the dead letters
     */
    public Uni<Void> consume(ConsumerRecord<String, String> record, Function<ReceivedEvent, Uni<Void>> effect) {
        String group = groups.of(record.topic());
        if (isForAnother(record, group)) {
            return Uni.createFrom().voidItem();
        }
        Attempts attempts = new Attempts(record, effect, Vertx.currentContext());
        return tracer.processing(record.topic(), () -> attempts.next(1, FIRST_PAUSE))
                .invoke(() -> count(record, "done"))
                .onFailure()
                .invoke(failure -> told(record, failure))
                .onFailure()
                .recoverWithUni(
                        failure -> attempts.untilStored(() -> deadLetters.store(record, group, failure), FIRST_PAUSE)
                                .invoke(() -> count(record, "dead-letter")));
    }

    /**
     * Handles the records of one poll together, which spares a transaction for each; if that fails, one after the other
     * as {@link #consume} does, so that one bad record does not take the others with it.
     *
     * <p>The channel has {@code batch=true}.
     *
     * @param records what one poll found
     * @param effect what the events cause, all or nothing, in the order of their partitions; never called without one
     * @return completes when every record is handled, is meant for another consumer, or is among the dead letters
     */
    public Uni<Void> consumeAll(
            ConsumerRecords<String, String> records, Function<List<ReceivedEvent>, Uni<Void>> effect) {
        List<ConsumerRecord<String, String>> own = new ArrayList<>();
        records.forEach(record -> {
            if (!isForAnother(record, groups.of(record.topic()))) {
                own.add(record);
            }
        });
        if (own.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> effect.apply(own.stream().map(ReceivedEvent::of).toList()))
                .invoke(() -> own.forEach(record -> count(record, "done")))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.debugf(failure, "%d events are tried one by one", own.size());
                    return oneByOne(own, effect);
                });
    }

    private Uni<Void> oneByOne(
            List<ConsumerRecord<String, String>> records, Function<List<ReceivedEvent>, Uni<Void>> effect) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, String> record : records) {
            all = all.chain(() -> consume(record, event -> effect.apply(List.of(event))));
        }
        return all;
    }

    /** An event that is published again goes to the one consumer that could not handle it. */
    private static boolean isForAnother(ConsumerRecord<String, String> record, String group) {
        Header meant = record.headers().lastHeader(DeadLetterHeaders.REPLAY_FOR);
        return meant != null && !group.equals(new String(meant.value(), StandardCharsets.UTF_8));
    }

    /** What monitor-service cannot store of errors is not told as one more: that would never end. */
    private void told(ConsumerRecord<String, String> record, Throwable failure) {
        if (!record.topic().equals(Topics.ERRORS.name())) {
            errors.report(ErrorReport.ofEvent(record.topic(), failure));
        }
    }

    private void count(ConsumerRecord<String, String> record, String outcome) {
        registry.counter("medianest.events.consumed", "topic", record.topic(), "outcome", outcome)
                .increment();
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
            event.correlation().inSpan().enter();
            return effect.apply(event);
        }

        private Uni<Void> afterFailure(Throwable failure, int attempt, Duration pause) {
            boolean outage = Outages.isOutage(failure) && Instant.now().isBefore(start.plus(OUTAGE_PATIENCE));
            if (failure instanceof MalformedEventException || (attempt >= TRIES && !outage)) {
                LOG.errorf(failure, "%s goes to the dead letters", place());
                return Uni.createFrom().failure(failure);
            }
            LOG.warnf("%s failed, next try in %s: %s", place(), pause, failure);
            return waiting(pause).chain(() -> next(outage ? attempt : attempt + 1, longer(pause)));
        }

        /** Without a place among the dead letters the record cannot be let go: it would be lost. */
        Uni<Void> untilStored(Supplier<Uni<Void>> storing, Duration pause) {
            return storing.get()
                    .chain(() -> waiting(Duration.ofMillis(1)))
                    .onFailure()
                    .recoverWithUni(failure -> {
                        LOG.warnf("%s waits for a place among the dead letters: %s", place(), failure);
                        return waiting(pause).chain(() -> untilStored(storing, longer(pause)));
                    });
        }

        private static Duration longer(Duration pause) {
            Duration doubled = pause.multipliedBy(2);
            return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
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
