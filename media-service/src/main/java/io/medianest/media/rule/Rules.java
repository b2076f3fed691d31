package io.medianest.media.rule;

import io.medianest.media.rule.RuleQueries.Versioned;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets rules, and tells what holds for somebody. */
@ApplicationScoped
public class Rules {
    private static final int MOST = 10_000;
    private static final int MOST_DAYS = 366;

    private final Transactions transactions;
    private final RuleRepository repository;
    private final RuleQueries queries;
    private final QuotaDefaults config;

    Rules(Transactions transactions, RuleRepository repository, RuleQueries queries, QuotaDefaults config) {
        this.transactions = transactions;
        this.repository = repository;
        this.queries = queries;
        this.config = config;
    }

    /** The service does not start on limits that make no sense. */
    void check(@Observes StartupEvent event) {
        require("movies", config.movies().orElse(0), 0, MOST);
        require("seasons", config.seasons().orElse(0), 0, MOST);
        require("open", config.open().orElse(0), 0, MOST);
        require("movie-days", config.movieDays(), 1, MOST_DAYS);
        require("season-days", config.seasonDays(), 1, MOST_DAYS);
    }

    /** What holds for somebody now. Joins a running transaction. */
    public Uni<Terms> of(UUID userId) {
        return transactions.read(() -> repository.of(userId)).map(rules -> Terms.of(rules, defaults()));
    }

    /**
     * Sets the rule for somebody, whatever it said before.
     *
     * @return the rule; fails with 404 if there is no such person, 412 if it is another version
     */
    Uni<Versioned> set(UUID admin, RuleSubject subject, RuleTerms terms, IfMatch version) {
        return existing(subject)
                .chain(() -> transactions.write(
                        AuditActor.user(admin),
                        () -> repository
                                .lockedVersion(subject)
                                .invoke(found -> found.ifPresent(version::check))
                                .chain(() -> repository.save(subject, terms))))
                .chain(() -> queries.find(subject))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("rule")));
    }

    /** Removes the rule for somebody, if there is one. */
    Uni<Void> remove(UUID admin, RuleSubject subject) {
        return transactions.write(AuditActor.user(admin), () -> repository.remove(subject));
    }

    private Uni<Void> existing(RuleSubject subject) {
        return queries.exists(subject)
                .invoke(exists -> {
                    if (!exists) {
                        throw ProblemException.notFound("user");
                    }
                })
                .replaceWithVoid();
    }

    private RuleTerms defaults() {
        return new RuleTerms(
                false,
                false,
                new WindowLimit(value(config.movies()), config.movieDays()),
                new WindowLimit(value(config.seasons()), config.seasonDays()),
                new OpenLimit(value(config.open())));
    }

    private static @Nullable Integer value(OptionalInt limit) {
        return limit.isPresent() ? limit.getAsInt() : null;
    }

    private static void require(String property, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalStateException(
                    "medianest.quota." + property + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
