package io.medianest.media.request;

import io.medianest.media.overseerr.OverseerrRequest;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Moves requests by what Overseerr says and by time. Every method may be called again with the same news, and with news
 * that is late: what does not apply any more changes nothing.
 */
@ApplicationScoped
public class RequestProgress {
    private static final Logger LOG = Logger.getLogger(RequestProgress.class);
    private static final int SWEEP = 100;

    private final Transactions transactions;
    private final MediaRequestRepository repository;
    private final Journal journal;

    RequestProgress(Transactions transactions, MediaRequestRepository repository, Journal journal) {
        this.transactions = transactions;
        this.repository = repository;
        this.journal = journal;
    }

    /**
     * Overseerr has an approved request.
     *
     * @param there the request there; its seasons are what "all" stands for
     */
    public Uni<Void> taken(UUID id, OverseerrRequest there) {
        Actor overseerr = Actor.of(Actor.Source.OVERSEERR);
        return transactions.write(
                overseerr.audit(),
                () -> repository
                        .locked(id)
                        .chain(found -> found.filter(request -> request.status() == MediaRequestStatus.APPROVED)
                                .map(request -> {
                                    request.expandSeasons(there.seasonNumbers());
                                    return journal.step(request, new Change.Taken(there.idText()), overseerr)
                                            .chain(() ->
                                                    journal.steps(request, Progress.steps(request, there), overseerr));
                                })
                                .orElseGet(() -> late(id, "taken"))));
    }

    /** An approved request cannot be sent; the note says why and what helps. */
    public Uni<Void> failed(UUID id, FailureReason reason, String note) {
        return move(
                id,
                Actor.of(Actor.Source.OVERSEERR),
                request -> request.status() == MediaRequestStatus.APPROVED
                        ? List.of(new Change.Fail(reason, note))
                        : List.of());
    }

    /** Overseerr was asked about a request and said this. */
    public Uni<Void> observed(UUID id, OverseerrRequest there, Actor.Source source) {
        return move(id, Actor.of(source), request -> Progress.steps(request, there));
    }

    /** Overseerr was asked about a request and does not have it any more. */
    public Uni<Void> removed(UUID id, Actor.Source source) {
        return move(id, Actor.of(source), Progress::removed);
    }

    /**
     * A person is gone: what waits for a decision is taken back. Joins a running transaction.
     */
    public Uni<Void> cancelPendingOf(UUID userId) {
        Actor system = Actor.of(Actor.Source.SYSTEM);
        return transactions.write(
                system.audit(),
                () -> repository
                        .pendingOf(userId)
                        .chain(ids -> inOrder(
                                ids,
                                id -> move(
                                        id,
                                        system,
                                        request -> request.status() == MediaRequestStatus.PENDING
                                                ? List.of(new Change.Cancel())
                                                : List.of()))));
    }

    /** Closes requests of which everything can be watched; each in a transaction of its own. */
    public Uni<Void> closeFinished() {
        Actor system = Actor.of(Actor.Source.SYSTEM);
        return transactions
                .read(() -> repository.finished(SWEEP))
                .chain(ids -> inOrder(
                        ids,
                        id -> move(
                                id,
                                system,
                                request -> request.status() == MediaRequestStatus.AVAILABLE && request.isFinished()
                                        ? List.of(new Change.Complete())
                                        : List.of())));
    }

    /**
     * Puts requests away that have ended so long ago; each in a transaction of its own.
     *
     * @param ago how long ago they were done, or failed
     * @param most so many at once
     * @return how many there were
     */
    Uni<Integer> archiveEnded(Duration ago, int most) {
        Actor system = Actor.of(Actor.Source.SYSTEM);
        return transactions
                .read(() -> repository.ended(ago, most))
                .chain(ids -> inOrder(
                                ids,
                                id -> move(
                                        id,
                                        system,
                                        request -> request.status().canBecome(MediaRequestStatus.ARCHIVED)
                                                ? List.of(new Change.Archive())
                                                : List.of()))
                        .replaceWith(ids.size()));
    }

    private Uni<Void> move(UUID id, Actor by, Function<MediaRequest, List<Change>> steps) {
        return transactions.write(
                by.audit(),
                () -> repository
                        .locked(id)
                        .chain(found -> found.map(request -> journal.steps(request, steps.apply(request), by))
                                .orElseGet(() -> late(id, "moved"))));
    }

    private static Uni<Void> late(UUID id, String what) {
        LOG.debugf("Request %s was not %s: it is elsewhere by now", id, what);
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> inOrder(List<UUID> ids, Function<UUID, Uni<Void>> work) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (UUID id : ids) {
            all = all.chain(() -> work.apply(id));
        }
        return all;
    }
}
