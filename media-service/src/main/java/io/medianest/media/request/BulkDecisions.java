package io.medianest.media.request;

import io.medianest.media.request.BulkOutcome.DecisionOutcome;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Decides several requests one after the other, each in a transaction of its own: what one meets stops no other. */
@ApplicationScoped
class BulkDecisions {
    private static final Logger LOG = Logger.getLogger(BulkDecisions.class);

    private final Decisions decisions;

    BulkDecisions(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Decides; never fails because of one of the requests. */
    Uni<BulkOutcome> decide(UUID moderator, BulkDecision decision) {
        List<DecisionOutcome> items = new ArrayList<>();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (UUID id : new LinkedHashSet<>(decision.ids())) {
            all = all.chain(
                    () -> one(moderator, decision, id).invoke(items::add).replaceWithVoid());
        }
        return all.map(nothing -> BulkOutcome.of(items));
    }

    private Uni<DecisionOutcome> one(UUID moderator, BulkDecision decision, UUID id) {
        return switch (decision.decision()) {
            case APPROVE -> result(id, decisions.approve(moderator, id, decision.note()), MediaRequestStatus.APPROVED);
            case DECLINE -> result(id, decisions.decline(moderator, id, decision.note()), MediaRequestStatus.FAILED);
        };
    }

    private static Uni<DecisionOutcome> result(UUID id, Uni<Void> decided, MediaRequestStatus then) {
        return decided.replaceWith(() -> new DecisionOutcome(id, true, then.wireName(), null, null))
                .onFailure()
                .recoverWithItem(failure -> failed(id, failure));
    }

    private static DecisionOutcome failed(UUID id, Throwable failure) {
        if (failure instanceof ProblemException problem) {
            Object stands = problem.extensions().get("requestStatus");
            return new DecisionOutcome(
                    id, false, stands == null ? null : stands.toString(), problem.code(), problem.detail());
        }
        LOG.errorf(failure, "Request %s could not be decided", id);
        return new DecisionOutcome(id, false, null, "INTERNAL_ERROR", "It could not be decided now; try it again.");
    }
}
