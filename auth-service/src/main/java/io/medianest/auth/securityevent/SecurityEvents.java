package io.medianest.auth.securityevent;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The record of what happens around signing in. */
@ApplicationScoped
public class SecurityEvents {
    private final SecurityEventRepository repository;
    private final Transactions transactions;

    SecurityEvents(SecurityEventRepository repository, Transactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /** Records an event: in the running transaction if there is one, else in one of its own. */
    public Uni<Void> record(SecurityEvent event) {
        return transactions.write(AuditActor.service("auth-service"), () -> repository.append(event));
    }
}
