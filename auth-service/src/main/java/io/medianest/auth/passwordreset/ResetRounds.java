package io.medianest.auth.passwordreset;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.UndecryptableException;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.correlation.Correlation;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks into the requests for a way back in, after they have been answered. */
@ApplicationScoped
class ResetRounds {
    private static final Logger LOG = Logger.getLogger(ResetRounds.class);
    private static final int BATCH = 20;

    private final ResetRequestQuery query;
    private final ResetRequestRepository repository;
    private final ResetLetters letters;
    private final FieldCipher cipher;
    private final Transactions transactions;
    private final Rounds rounds;

    ResetRounds(
            ResetRequestQuery query,
            ResetRequestRepository repository,
            ResetLetters letters,
            FieldCipher cipher,
            Transactions transactions,
            Rounds rounds) {
        this.query = query;
        this.repository = repository;
        this.letters = letters;
        this.cipher = cipher;
        this.transactions = transactions;
        this.rounds = rounds;
    }

    void start(
            @Observes StartupEvent event,
            @ConfigProperty(name = "medianest.mail.every", defaultValue = "2s") Duration every) {
        rounds.every(
                "Answering who forgot a password",
                every,
                () -> query.waiting(BATCH).chain(this::answerAll));
    }

    private Uni<Void> answerAll(List<ResetRequest> requests) {
        Uni<Void> answered = Uni.createFrom().voidItem();
        for (ResetRequest request : requests) {
            answered = answered.chain(() -> answer(request));
        }
        return answered;
    }

    private Uni<Void> answer(ResetRequest request) {
        Correlation.from(request.correlationId(), null).enter();
        return transactions.write(
                AuditActor.service("auth-service"),
                () -> repository.take(request.id()).chain(taken -> taken ? post(request) : nothing()));
    }

    private Uni<Void> post(ResetRequest request) {
        String email;
        try {
            email = cipher.decrypt(request.sealedEmail(), ResetRequestRepository.place(request.id()));
        } catch (UndecryptableException e) {
            LOG.warn("A request for another password cannot be read and is dropped", e);
            return nothing();
        }
        return repository
                .account(email)
                .chain(account -> account == null
                        ? nothing()
                        : letters.send(account.userId(), account.email(), request.client()));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
