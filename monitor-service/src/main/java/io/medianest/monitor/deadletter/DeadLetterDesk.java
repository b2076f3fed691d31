package io.medianest.monitor.deadletter;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.medianest.events.deadletter.DeadLetter;
import io.medianest.events.deadletter.DeadLetters;
import io.medianest.monitor.deadletter.Letters.Placed;
import io.medianest.monitor.deadletter.MarkRepository.Known;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.outbound.CallersContext;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.paging.TextPageRequest;
import io.medianest.runtime.paging.TextPosition;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Lists dead letters, gives them to their consumer again, and puts them away. */
@ApplicationScoped
class DeadLetterDesk {
    private final DeadLetters letters;
    private final MarkRepository marks;
    private final Transactions transactions;
    private final Paging paging;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DeadLetterDesk(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MarkRepository marks,
            Transactions transactions,
            Paging paging) {
        this.letters = new DeadLetters(kafka);
        this.marks = marks;
        this.transactions = transactions;
        this.paging = paging;
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    /** The newest first, without those that were put away; 400 for a topic that is none. */
    Uni<Page<DeadLetterView>> page(@Nullable String topic, @Nullable String limit, @Nullable String cursor) {
        List<Topic> topics = topic == null ? Topics.events() : List.of(named(topic));
        TextPageRequest request = paging.textRequest("dead-letters/" + topic, limit, cursor);
        TextPosition after = request.after();
        Letters list = new Letters(letters, topics, after == null ? "" : after.text());
        return marks.all()
                .chain(known -> kafka(() -> list.next(request.fetch(), known.discarded()))
                        .map(found -> request.page(
                                found, placed -> new TextPosition(placed.next(), 0), placed -> view(placed, known))));
    }

    /** Gives an event to the consumer that gave up, again; 404 if there is no such letter. */
    Uni<DeadLetterView> replay(UUID admin, String id) {
        return kafka(() -> letters.replay(id))
                .map(DeadLetterDesk::existing)
                .call(letter -> mark(admin, id, "replayed"))
                .map(letter -> DeadLetterView.of(letter, Instant.now()));
    }

    /** Puts a letter away; 404 if there is none. */
    Uni<Void> discard(UUID admin, String id) {
        return kafka(() -> letters.find(id)).map(DeadLetterDesk::existing).chain(() -> mark(admin, id, "discarded"));
    }

    private Uni<Void> mark(UUID admin, String id, String state) {
        return transactions.write(AuditActor.user(admin), () -> marks.mark(id, state, admin));
    }

    private <T> Uni<T> kafka(Supplier<T> work) {
        return CallersContext.keep(Uni.createFrom().item(work).runSubscriptionOn(threads))
                .onFailure(KafkaException.class)
                .transform(failure -> ProblemException.unavailable(
                        "KAFKA_UNAVAILABLE", "Kafka cannot be asked now; try again.", Duration.ofSeconds(10)));
    }

    private static DeadLetterView view(Placed placed, Known known) {
        return DeadLetterView.of(
                placed.letter(), known.replayed().get(placed.letter().id()));
    }

    private static DeadLetter existing(Optional<DeadLetter> found) {
        return found.orElseThrow(() -> ProblemException.notFound("dead letter"));
    }

    private static Topic named(String name) {
        return Topics.events().stream()
                .filter(topic -> topic.name().equals(name) || topic.name().equals("medianest." + name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("topic", "must be a topic of events, such as users"));
    }
}
