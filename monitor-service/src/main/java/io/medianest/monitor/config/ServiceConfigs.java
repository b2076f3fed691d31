package io.medianest.monitor.config;

import io.medianest.events.service.ServiceConfigChanged;
import io.medianest.monitor.config.ServiceConfigQueries.Stored;
import io.medianest.monitor.config.ServiceConfigQueries.Versioned;
import io.medianest.persistence.event.Outbox;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Sets how services are reached, and tells everybody who speaks to them. */
@ApplicationScoped
class ServiceConfigs {
    /** The version of what there is not. */
    private static final long NONE = -1;

    private final Transactions transactions;
    private final ServiceConfigRepository repository;
    private final ServiceConfigQueries queries;
    private final Outbox outbox;
    private final Candidates candidates;
    private final ConnectionTest test;

    ServiceConfigs(
            Transactions transactions,
            ServiceConfigRepository repository,
            ServiceConfigQueries queries,
            Outbox outbox,
            Candidates candidates,
            ConnectionTest test) {
        this.transactions = transactions;
        this.repository = repository;
        this.queries = queries;
        this.outbox = outbox;
        this.candidates = candidates;
        this.test = test;
    }

    /**
     * Sets how a service is reached, after the connection was tried.
     *
     * @param tried whether the connection is tried first; never if the service is not enabled
     * @return what is set now; fails with 400 if a field is not valid, 412 if it is another version, 422
     *     {@code CONNECTION_FAILED} if the service does not answer as it should
     */
    Uni<Versioned> put(UUID admin, String name, PutServiceConfig body, IfMatch version, boolean tried) {
        return queries.stored(name)
                .chain(stored -> {
                    ConfiguredService candidate = candidates.of(name, body, stored);
                    long known = stored.map(Stored::version).orElse(NONE);
                    version.check(known);
                    return proven(candidate, tried)
                            .chain(() -> transactions.write(
                                    AuditActor.user(admin), () -> save(admin, candidate, body, known)));
                })
                .chain(() -> find(name));
    }

    /** Forgets how a service is reached; 404 if that is not known, 412 if it is another version. */
    Uni<Void> delete(UUID admin, String name, IfMatch version) {
        return transactions.write(
                AuditActor.user(admin),
                () -> repository
                        .locked(name)
                        .map(found -> found.orElseThrow(() -> ProblemException.notFound("service configuration")))
                        .invoke(config -> version.check(config.version()))
                        .chain(config -> outbox.append(
                                        new ServiceConfigChanged(name, false, true), () -> config.version() + 1)
                                .chain(() -> repository.delete(config))));
    }

    /** Tries the connection as it is configured; 404 if it is not. */
    Uni<ConnectionResult> test(String name) {
        return queries.stored(name)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("service configuration")))
                .chain(stored -> test.run(candidates.of(stored)));
    }

    /** One configuration; 404 if there is none. */
    Uni<Versioned> find(String name) {
        return queries.find(name)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("service configuration")));
    }

    private Uni<Void> proven(ConfiguredService candidate, boolean tried) {
        if (!tried || !candidate.enabled()) {
            return Uni.createFrom().voidItem();
        }
        return test.run(candidate)
                .invoke(result -> {
                    if (!result.ok()) {
                        throw new ProblemException(
                                422,
                                "CONNECTION_FAILED",
                                "Nothing was saved. " + result.message()
                                        + " With test=false it is saved all the same.");
                    }
                })
                .replaceWithVoid();
    }

    /** What was read before the connection was tried must still be so: the kept key belongs to the address of then. */
    private Uni<Void> save(UUID admin, ConfiguredService candidate, PutServiceConfig body, long known) {
        return repository
                .locked(candidate.name())
                .invoke(found -> {
                    if (found.map(ServiceConfig::version).orElse(NONE) != known) {
                        throw ProblemException.stale();
                    }
                })
                .chain(found ->
                        save(admin, found.orElseGet(() -> new ServiceConfig(candidate.name())), candidate, body));
    }

    private Uni<Void> save(UUID admin, ServiceConfig config, ConfiguredService candidate, PutServiceConfig body) {
        config.set(
                candidate.url().toString(),
                candidates.sealedKey(candidate, body, config),
                candidate.enabled(),
                candidate.settings().toString(),
                admin);
        return repository
                .persist(config)
                .chain(() -> outbox.append(
                        new ServiceConfigChanged(candidate.name(), candidate.enabled(), false), config::version));
    }
}
