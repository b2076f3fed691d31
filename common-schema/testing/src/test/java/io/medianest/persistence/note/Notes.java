package io.medianest.persistence.note;

import io.medianest.events.user.UserUpdated;
import io.medianest.persistence.event.Outbox;
import io.medianest.persistence.problem.Constraint;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class Notes {
    private final Transactions transactions;
    private final NoteRepository repository;
    private final Outbox outbox;

    Notes(Transactions transactions, NoteRepository repository, Outbox outbox) {
        this.transactions = transactions;
        this.repository = repository;
        this.outbox = outbox;
    }

    Uni<UUID> create(AuditActor actor, String text) {
        return transactions.write(
                actor,
                () -> repository
                        .persist(new Note(text))
                        .chain(note -> publish(note).replaceWith(note.id())));
    }

    Uni<UUID> createWithUniqueText(String text) {
        return create(AuditActor.service("testing"), text)
                .onFailure(Constraint.violated("test_notes_text_key"))
                .transform(failure -> ProblemException.conflict("TEXT_TAKEN", "There is such a note."));
    }

    Uni<Void> rewrite(UUID id, String text) {
        return transactions.write(
                AuditActor.service("testing"),
                () -> repository.findById(id).chain(note -> {
                    note.rewrite(text);
                    return publish(note);
                }));
    }

    Uni<Void> createAndFail(String text) {
        return transactions.write(
                AuditActor.service("testing"),
                () -> create(AuditActor.service("testing"), text)
                        .chain(() ->
                                Uni.createFrom().failure(new IllegalStateException("after everything was written"))));
    }

    Uni<String> auditSettings(AuditActor actor) {
        return transactions.write(actor, repository::auditSettings);
    }

    Uni<String> auditSettingsOfJoined(AuditActor outer, AuditActor inner) {
        return transactions.write(outer, () -> auditSettings(inner));
    }

    Uni<String> auditSettingsWithoutTransaction() {
        return transactions.read(repository::auditSettings);
    }

    Uni<Void> publishWithoutTransaction() {
        return transactions.read(() -> publish(new Note("none")));
    }

    Uni<Void> publishTooMuch() {
        return transactions.write(
                AuditActor.service("testing"),
                () -> outbox.append(new UserUpdated(UUID.randomUUID(), List.of("x".repeat(300_000))), () -> 1));
    }

    private Uni<Void> publish(Note note) {
        return outbox.append(
                new UserUpdated(note.id() == null ? UUID.randomUUID() : note.id(), List.of("text")), note::version);
    }
}
