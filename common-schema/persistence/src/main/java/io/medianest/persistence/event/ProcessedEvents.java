package io.medianest.persistence.event;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes a redelivered event change nothing: what was handled is recorded in the transaction of its effect. */
@ApplicationScoped
public class ProcessedEvents {
    private static final String RECORD =
            "insert into processed_events (consumer, event_id) values (?1, ?2) on conflict do nothing";

    private static final String RECORD_ALL = """
            insert into processed_events (consumer, event_id)
            select ?1, cast(id as uuid) from unnest(string_to_array(?2, ',')) as id
            on conflict do nothing returning event_id
            """;

    private final Transactions transactions;

    ProcessedEvents(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Applies an event's effect in a transaction, unless that was done before. If the effect fails nothing is recorded,
     * and the next delivery tries again.
     *
     * @param consumer the consumer's own fixed name, such as {@code media.users}; also the actor of the audit trail
     * @param eventId the event's id
     * @param effect what the event causes
     * @return whether the effect was applied now; false if it had been before
     */
    public Uni<Boolean> once(String consumer, UUID eventId, Supplier<Uni<Void>> effect) {
        return transactions.write(
                AuditActor.service(consumer),
                () -> record(consumer, eventId)
                        .chain(isNew -> isNew
                                ? effect.get().replaceWith(true)
                                : Uni.createFrom().item(false)));
    }

    /**
     * Applies the effect of several events in one transaction, leaving out those whose effect was applied before. If it
     * fails nothing is recorded.
     *
     * @param consumer the consumer's own fixed name; also the actor of the audit trail
     * @param eventIds the events' ids
     * @param effect what those of them cause that are new; not called if none is
     * @return the new ones
     */
    public Uni<Set<UUID>> once(String consumer, Collection<UUID> eventIds, Function<Set<UUID>, Uni<Void>> effect) {
        return transactions.write(
                AuditActor.service(consumer),
                () -> record(consumer, eventIds)
                        .chain(fresh -> fresh.isEmpty()
                                ? Uni.createFrom().item(fresh)
                                : effect.apply(fresh).replaceWith(fresh)));
    }

    private static Uni<Set<UUID>> record(String consumer, Collection<UUID> eventIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RECORD_ALL, UUID.class)
                        .setParameter(1, consumer)
                        .setParameter(2, eventIds.stream().map(UUID::toString).collect(Collectors.joining(",")))
                        .getResultList())
                .map(Set::copyOf);
    }

    private static Uni<Boolean> record(String consumer, UUID eventId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RECORD)
                        .setParameter(1, consumer)
                        .setParameter(2, eventId)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
