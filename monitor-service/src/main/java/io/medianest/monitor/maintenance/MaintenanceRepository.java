package io.medianest.monitor.maintenance;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Maintenance, for changing it; lists are read by {@link MaintenanceQueries}. */
@ApplicationScoped
class MaintenanceRepository implements PanacheRepositoryBase<MaintenanceWindow, UUID> {
    private static final String HOLD =
            "select 1 as held from pg_advisory_xact_lock(hashtext('medianest.monitor.maintenance'))";
    /** The next whole millisecond: whatever was recorded by now was seen before it. */
    private static final String NOW =
            "select cast(ceil(extract(epoch from clock_timestamp()) * 1000) as bigint) as now_ms";

    private static final String SERVICE = "select id from service_status where service_name = ?1";

    /**
     * Waits for everybody who records what was seen of services, and has them wait until the transaction ends: whoever
     * records later sees what is changed here.
     *
     * @return the time then, to the millisecond
     */
    Uni<Instant> hold() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, Tuple.class)
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(NOW, Tuple.class).getSingleResult()))
                .map(row -> Instant.ofEpochMilli(row.get("now_ms", Long.class)));
    }

    /** The number of a service that is watched; empty if there is none of that name. */
    Uni<Optional<Integer>> service(String name) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SERVICE, Tuple.class)
                        .setParameter(1, name)
                        .getResultList())
                .map(rows -> first(rows));
    }

    /** One, locked until the transaction ends. */
    Uni<Optional<MaintenanceWindow>> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(Optional::ofNullable);
    }

    private static Optional<Integer> first(List<Tuple> rows) {
        return rows.stream().findFirst().map(row -> row.get("id", Integer.class));
    }
}
