package io.medianest.auth.passwordreset;

import io.medianest.auth.client.Client;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes requests for a way back in. Whoever asks, and for whatever address, the same is done before the answer: the
 * request is written down. Whether there is such an account is looked up afterwards, by {@link ResetRounds}.
 */
@ApplicationScoped
class ResetRequests {
    private final ResetRequestRepository repository;
    private final ResetLimit limit;
    private final Transactions transactions;

    ResetRequests(ResetRequestRepository repository, ResetLimit limit, Transactions transactions) {
        this.repository = repository;
        this.limit = limit;
        this.transactions = transactions;
    }

    /**
     * Takes a request; fails with 429 {@code RATE_LIMITED} if there have been too many for this address, whether somebody
     * has it or not.
     *
     * @param email as it was typed
     */
    Uni<Void> add(String email, Client client) {
        String account = email.strip();
        return limit.take(account, client)
                .chain(() ->
                        transactions.write(AuditActor.service("auth-service"), () -> repository.add(account, client)));
    }
}
