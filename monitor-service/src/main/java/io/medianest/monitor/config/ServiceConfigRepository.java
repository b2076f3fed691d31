package io.medianest.monitor.config;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Configurations, for changing them; lists are read by {@link ServiceConfigQueries}. */
@ApplicationScoped
class ServiceConfigRepository implements PanacheRepositoryBase<ServiceConfig, Integer> {

    /** The configuration of a service, locked until the transaction ends. */
    Uni<Optional<ServiceConfig>> locked(String name) {
        return find("serviceName", name)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .<ServiceConfig>firstResult()
                .map(Optional::ofNullable);
    }
}
