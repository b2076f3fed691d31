package io.medianest.media.request;

import io.medianest.media.quota.Quotas;
import io.medianest.media.rule.Rules;
import io.medianest.media.rule.Terms;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Whether somebody may ask for something now, and whether it needs a decision. */
@ApplicationScoped
class Admission {
    private final Rules rules;
    private final Quotas quotas;

    Admission(Rules rules, Quotas quotas) {
        this.rules = rules;
        this.quotas = quotas;
    }

    /**
     * Lets somebody ask; must run in the transaction that stores the request.
     *
     * @return the rule's approval; empty if a moderator has to decide; fails with 403 {@code QUOTA_EXCEEDED}
     */
    Uni<Optional<Change>> require(UUID userId, Title what, Wish wish) {
        int wanted = Math.max(1, wish.seasons().size());
        return rules.of(userId)
                .call(terms -> quotas.require(userId, terms, what.kind(), wanted))
                .map(terms -> approval(terms, what));
    }

    private static Optional<Change> approval(Terms terms, Title what) {
        return terms.approval(what.kind()).map(subject -> new Change.Approve("By the rule for " + subject));
    }
}
