package io.medianest.media.submission;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The requests that wait to be sent to Overseerr; each method is a transaction. */
@ApplicationScoped
class SubmissionQueue {
    private static final AuditActor SERVICE = AuditActor.service("media-service");

    private final Transactions transactions;
    private final SubmissionRepository repository;
    private final String owner = UUID.randomUUID().toString();

    SubmissionQueue(Transactions transactions, SubmissionRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /** The next request that is due, now being sent by this instance; empty if none is. */
    Uni<Optional<Claim>> claim(Duration lease) {
        return transactions.write(SERVICE, () -> repository.claim(owner, lease));
    }

    /** Remembers a request's number in Overseerr as soon as that is known. */
    Uni<Void> knownAs(Claim claim, String overseerrId) {
        return transactions.write(SERVICE, () -> repository.knownAs(claim.id(), overseerrId));
    }

    /** Overseerr could not be asked; what is known of the outcome stays. */
    Uni<Void> giveBack(Claim claim, String error) {
        return transactions.write(
                SERVICE,
                () -> claim.outcomeUnknown()
                        ? repository.lookAgain(claim.id(), error, Duration.ZERO)
                        : repository.giveBack(claim.id(), error));
    }

    /** Overseerr answered with an error; another try follows after the pause. */
    Uni<Void> tryAgain(Claim claim, String error, Duration pause) {
        return transactions.write(SERVICE, () -> repository.tryAgain(claim.id(), error, pause));
    }

    /** The answer is missing; after the pause Overseerr is asked what became of it. */
    Uni<Void> lookAgain(Claim claim, String error, Duration pause) {
        return transactions.write(SERVICE, () -> repository.lookAgain(claim.id(), error, pause));
    }
}
