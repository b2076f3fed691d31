package io.medianest.media.request;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Has people be told about requests of others. Whoever was told a request's id, which is what 409 {@code
 * ALREADY_REQUESTED} does, may follow it while it is open; a follower sees it and hears of it from then on.
 */
@ApplicationScoped
class Follows {
    /** Each event names them all. */
    private static final int MOST = 500;

    private final Transactions transactions;
    private final MediaRequestRepository repository;

    Follows(Transactions transactions, MediaRequestRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /**
     * Has somebody be told about a request; nothing changes for those who are already, or who have asked for it
     * themselves.
     *
     * @return fails with 404 if there is no such request, or it is another's and has ended; 409 {@code
     *     TOO_MANY_FOLLOWERS}
     */
    Uni<Void> follow(Caller caller, UUID id) {
        UUID userId = caller.userId();
        // Locked, so that every step after this one finds the follower.
        return transactions.write(
                AuditActor.user(userId),
                () -> repository
                        .locked(id)
                        .map(found -> found.orElseThrow(() -> ProblemException.notFound("request")))
                        .chain(request -> userId.equals(request.userId())
                                ? Uni.createFrom().voidItem()
                                : repository.followers(id).chain(others -> add(caller, request, others))));
    }

    /** Has somebody not be told about a request any more. */
    Uni<Void> unfollow(UUID userId, UUID id) {
        return transactions.write(AuditActor.user(userId), () -> repository.unfollow(id, userId));
    }

    private Uni<Void> add(Caller caller, MediaRequest request, List<UUID> others) {
        if (others.contains(caller.userId())) {
            return Uni.createFrom().voidItem();
        }
        if (!request.status().isOpen() && !caller.has(Role.MODERATOR)) {
            throw ProblemException.notFound("request");
        }
        if (others.size() >= MOST) {
            throw ProblemException.conflict("TOO_MANY_FOLLOWERS", "So many follow this request that no more can.");
        }
        return repository.follow(request.id(), caller.userId());
    }
}
