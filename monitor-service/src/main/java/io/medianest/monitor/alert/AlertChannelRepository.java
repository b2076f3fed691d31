package io.medianest.monitor.alert;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.Optional;
import java.util.UUID;

/** Channels, for changing them; they are read by {@link AlertChannelQueries}. */
@ApplicationScoped
class AlertChannelRepository implements PanacheRepositoryBase<AlertChannel, UUID> {
    private static final String HOLD =
            "select 1 as held from pg_advisory_xact_lock(hashtext('medianest.monitor.alerts'))";

    /** One, locked until the transaction ends. */
    Uni<Optional<AlertChannel>> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(Optional::ofNullable);
    }

    /** How many there are; nobody else adds one until the transaction ends. */
    Uni<Long> counted() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, Tuple.class).getSingleResult())
                .chain(held -> count());
    }
}
