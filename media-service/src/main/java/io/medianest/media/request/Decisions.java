package io.medianest.media.request;

import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people do with requests once they are made: take back, decide, close. */
@ApplicationScoped
class Decisions {
    private final Transactions transactions;
    private final MediaRequestRepository repository;
    private final Journal journal;
    private final Duplicates duplicates;

    Decisions(Transactions transactions, MediaRequestRepository repository, Journal journal, Duplicates duplicates) {
        this.transactions = transactions;
        this.repository = repository;
        this.journal = journal;
        this.duplicates = duplicates;
    }

    /** Takes a request back; 409 {@code INVALID_TRANSITION} once it is decided, 404 if it is not one's own. */
    Uni<Void> cancel(UUID userId, UUID id) {
        return change(id, new Change.Cancel(), Actor.user(userId), request -> userId.equals(request.userId()));
    }

    /** Allows a request, and queues it for Overseerr; 409 {@code INVALID_TRANSITION} if it is not pending. */
    Uni<Void> approve(UUID moderator, UUID id, @Nullable String note) {
        return change(id, new Change.Approve(note), Actor.user(moderator), request -> true);
    }

    /** Turns a request down; 409 {@code INVALID_TRANSITION} if it is not pending. */
    Uni<Void> decline(UUID moderator, UUID id, @Nullable String note) {
        return change(id, new Change.Decline(note), Actor.user(moderator), request -> true);
    }

    /**
     * Queues a request that failed by an error again; 409 {@code INVALID_TRANSITION} if it did not, {@code
     * ALREADY_REQUESTED} with the other request if somebody else has asked meanwhile.
     */
    Uni<Void> retry(UUID moderator, UUID id) {
        Actor by = Actor.user(moderator);
        return transactions
                .write(
                        by.audit(),
                        () -> existing(id)
                                .call(request -> request.failureReason() == FailureReason.ERROR
                                        ? duplicates.refuseWholeSeries(
                                                request.what(),
                                                request.seasons().keySet())
                                        : Uni.createFrom().voidItem())
                                .chain(request -> journal.step(request, new Change.Retry(), by)))
                .onFailure(Duplicates.TAKEN)
                .recoverWithUni(() -> duplicates.inWayOf(id).map(problem -> {
                    throw problem;
                }))
                .onFailure(InvalidTransitionException.class)
                .transform(InvalidTransitionException::problem);
    }

    /**
     * Closes a request that Overseerr has, because all of it can be watched though Overseerr does not say so; 409
     * {@code INVALID_TRANSITION} from anywhere else.
     */
    Uni<Void> complete(UUID moderator, UUID id) {
        Actor by = Actor.user(moderator);
        return transactions
                .write(by.audit(), () -> existing(id).chain(request -> journal.steps(request, completing(request), by)))
                .onFailure(InvalidTransitionException.class)
                .transform(InvalidTransitionException::problem);
    }

    private static List<Change> completing(MediaRequest request) {
        boolean watchable = request.status() == MediaRequestStatus.AVAILABLE;
        Change all = new Change.Watchable(request.news(request.seasons().keySet()));
        return watchable ? List.of(new Change.Complete()) : List.of(all, new Change.Complete());
    }

    private Uni<Void> change(UUID id, Change change, Actor by, Predicate<MediaRequest> visible) {
        return transactions
                .write(
                        by.audit(),
                        () -> existing(id)
                                .invoke(request -> {
                                    if (!visible.test(request)) {
                                        throw ProblemException.notFound("request");
                                    }
                                })
                                .chain(request -> journal.step(request, change, by)))
                .onFailure(InvalidTransitionException.class)
                .transform(InvalidTransitionException::problem);
    }

    private Uni<MediaRequest> existing(UUID id) {
        return repository.locked(id).map(found -> found.orElseThrow(() -> ProblemException.notFound("request")));
    }
}
