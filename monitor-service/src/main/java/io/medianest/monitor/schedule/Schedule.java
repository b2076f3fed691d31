package io.medianest.monitor.schedule;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** When services are looked at. */
@ApplicationScoped
public class Schedule {
    private final Transactions transactions;
    private final ScheduleRepository repository;
    private final Targets targets;

    Schedule(Transactions transactions, ScheduleRepository repository, Targets targets) {
        this.transactions = transactions;
        this.repository = repository;
        this.targets = targets;
    }

    /**
     * Makes it a service's turn now, unless it is being looked at already.
     *
     * @throws ProblemException 409 {@code NOT_WATCHED} if nobody has said where it is
     */
    public Uni<Void> hasten(String service) {
        if (targets.find(service).isEmpty()) {
            throw ProblemException.conflict(
                    "NOT_WATCHED", "Nobody has said where this service is; configure its address first.");
        }
        return transactions.write(AuditActor.service("monitor-service"), () -> repository.hasten(service));
    }
}
