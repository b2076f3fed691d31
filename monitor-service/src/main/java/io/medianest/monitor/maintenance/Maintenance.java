package io.medianest.monitor.maintenance;

import io.medianest.persistence.idempotency.Idempotency;
import io.medianest.persistence.idempotency.IdempotentCall;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Announces maintenance, and calls it off. Uptime leaves it out exactly, because it never begins or ends in the past. */
@ApplicationScoped
class Maintenance {
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final MaintenanceRepository repository;

    Maintenance(Transactions transactions, Idempotency idempotency, MaintenanceRepository repository) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.repository = repository;
    }

    /**
     * Announces maintenance.
     *
     * @param key under which the same call gets the same answer again
     * @return what was announced; fails with 400 about serviceName, startsAt or endsAt
     */
    Uni<Answer<MaintenanceWindowView>> create(UUID admin, IdempotencyKey key, CreateMaintenanceWindow asked) {
        IdempotentCall<MaintenanceWindowView> call =
                IdempotentCall.of(admin, key, "create-maintenance-window", asked, MaintenanceWindowView.class);
        return idempotency.answered(
                call,
                () -> transactions.write(
                        AuditActor.user(admin), () -> idempotency.record(call, () -> announce(admin, asked))));
    }

    /**
     * Calls it off: what has not begun is forgotten, what is under way ends now; 404 if there is none, 409
     * {@code MAINTENANCE_OVER} if it has ended.
     */
    Uni<Void> delete(UUID admin, UUID id) {
        return transactions.write(
                AuditActor.user(admin),
                () -> repository
                        .hold()
                        .chain(now -> repository
                                .locked(id)
                                .map(found -> found.orElseThrow(() -> ProblemException.notFound("maintenance window")))
                                .chain(window -> {
                                    if (window.hasBegun(now)) {
                                        window.end(now);
                                        return Uni.createFrom().voidItem();
                                    }
                                    return repository.delete(window);
                                })));
    }

    private Uni<Answer<MaintenanceWindowView>> announce(UUID admin, CreateMaintenanceWindow asked) {
        String name = asked.serviceName();
        Uni<Integer> service = name == null
                ? Uni.createFrom().nullItem()
                : repository
                        .service(name)
                        .map(found -> found.orElseThrow(() -> ProblemException.invalid(
                                "serviceName", "must be a service that is watched, or absent")));
        return service.chain(serviceId -> repository
                .hold()
                .chain(now -> repository.persist(new MaintenanceWindow(serviceId, asked, admin, now)))
                .map(window -> window.view(name))
                .map(view -> Answer.created(view, "/api/v1/maintenance-windows/" + view.id())));
    }
}
