package io.medianest.youtube.collection;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What is to go from the disk and from Plex because a download is deleted. */
@ApplicationScoped
public class Removals {
    private static final AuditActor SERVICE = AuditActor.service("youtube-service");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    private final Transactions transactions;
    private final RemovalRepository repository;

    Removals(Transactions transactions, RemovalRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /**
     * Notes in the running transaction, before the download's row is deleted there, that its files and its items of the
     * collection are to go; what another download has too stays. They go soon after the transaction, whatever happens.
     *
     * @param download it must have ended
     * @param files whether they are to go; if not, nothing is done here
     */
    public Uni<Void> forget(UUID download, boolean files) {
        return files
                ? transactions.write(SERVICE, () -> repository.note(download))
                : Uni.createFrom().voidItem();
    }

    /** Those that are due, now this instance's. */
    Uni<List<Removal>> claim() {
        return transactions.write(SERVICE, () -> repository.claim(LEASE));
    }

    Uni<Void> fileGone(Removal removal) {
        return transactions.write(SERVICE, () -> repository.fileGone(removal.id()));
    }

    Uni<Void> done(Removal removal) {
        return transactions.write(SERVICE, () -> repository.done(removal.id()));
    }

    /** Tries again after the pause; for what Plex could not be told in a week, never. */
    Uni<Void> later(Removal removal, String why, Duration pause) {
        return transactions.write(
                SERVICE,
                () -> repository
                        .later(removal.id(), why, pause)
                        .chain(() -> repository.giveUp(LONGEST_WAIT))
                        .replaceWithVoid());
    }
}
