package io.medianest.media.quota;

import io.medianest.media.rule.Rules;
import io.medianest.media.rule.Terms;
import io.medianest.media.rule.WindowLimit;
import io.medianest.media.title.MediaKind;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.ratelimit.LimitDecision;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Tells how much somebody may still ask for, and holds people to it. */
@ApplicationScoped
public class Quotas {
    private static final String POLICY = "media-requests";

    private final Transactions transactions;
    private final QuotaRepository repository;
    private final Rules rules;
    private final RateLimiter limiter;
    private final RateLimitPolicies policies;
    private final MeterRegistry metrics;

    Quotas(
            Transactions transactions,
            QuotaRepository repository,
            Rules rules,
            RateLimiter limiter,
            RateLimitPolicies policies,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.repository = repository;
        this.rules = rules;
        this.limiter = limiter;
        this.policies = policies;
        this.metrics = metrics;
    }

    /**
     * Lets somebody ask for something, if it is within the person's limits; must run in the transaction that stores it,
     * which what the same person asks for at the same time waits for.
     *
     * @param terms what holds for the person
     * @param wanted how many films or seasons
     * @return fails with 403 {@code QUOTA_EXCEEDED}, naming the limit and when there is room again
     */
    public Uni<Void> require(UUID userId, Terms terms, MediaKind kind, int wanted) {
        WindowLimit window = terms.window(kind);
        if (window.limit() == null && terms.open().limit() == null) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .lock(userId)
                .chain(() -> requireWindow(userId, window, kind, wanted))
                .chain(() -> requireOpen(userId, terms));
    }

    /** How much somebody may ask for, and has; counts nothing. */
    public Uni<QuotaView> of(UUID userId) {
        return limiter.look(policies.named(POLICY), LimitSubject.user(userId))
                .map(Quotas::perHour)
                .chain(perHour ->
                        transactions.read(() -> rules.of(userId).chain(terms -> counted(userId, terms, perHour))));
    }

    private Uni<QuotaView> counted(UUID userId, Terms terms, QuotaView.PerHour perHour) {
        return repository
                .within(userId, MediaKind.MOVIE, terms.movies(), 0)
                .chain(movies -> repository
                        .within(userId, MediaKind.TV, terms.seasons(), 0)
                        .chain(seasons -> repository
                                .open(userId)
                                .map(open -> new QuotaView(
                                        window(terms.movies(), movies),
                                        window(terms.seasons(), seasons),
                                        new QuotaView.OpenQuota(terms.open().limit(), open),
                                        perHour))));
    }

    private static QuotaView.WindowQuota window(WindowLimit limit, Usage usage) {
        return new QuotaView.WindowQuota(limit.limit(), usage.used(), limit.days());
    }

    private static QuotaView.PerHour perHour(LimitDecision decision) {
        int limit = decision.policy().rate().count();
        return new QuotaView.PerHour(
                limit, limit - decision.remaining(), Instant.now().plus(decision.reset()));
    }

    private Uni<Void> requireWindow(UUID userId, WindowLimit window, MediaKind kind, int wanted) {
        Integer limit = window.limit();
        if (limit == null) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .within(userId, kind, window, wanted)
                .invoke(usage -> {
                    if (usage.used() + wanted > limit) {
                        throw exceeded(window, kind, wanted, usage);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireOpen(UUID userId, Terms terms) {
        Integer limit = terms.open().limit();
        if (limit == null) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .open(userId)
                .invoke(open -> {
                    if (open >= limit) {
                        throw refusal(
                                        "open",
                                        "You may have %d open requests, and have %d; wait until one is done, or take one back."
                                                .formatted(limit, open))
                                .with("limit", limit)
                                .with("used", open);
                    }
                })
                .replaceWithVoid();
    }

    private ProblemException exceeded(WindowLimit window, MediaKind kind, int wanted, Usage usage) {
        boolean films = kind == MediaKind.MOVIE;
        String what = films ? "films" : "seasons";
        Instant freesAt = usage.freesAt();
        String remedy = freesAt != null
                ? "there is room for this from " + freesAt + " on"
                : films ? "ask an ADMIN for more" : "ask for fewer seasons at once";
        ProblemException problem = refusal(
                        films ? "movies" : "seasons",
                        "You may ask for %d %s in %d days, have asked for %d and want %d more; %s."
                                .formatted(
                                        Objects.requireNonNull(window.limit()),
                                        what,
                                        window.days(),
                                        usage.used(),
                                        wanted,
                                        remedy))
                .with("limit", Objects.requireNonNull(window.limit()))
                .with("used", usage.used())
                .with("days", window.days());
        return freesAt == null ? problem : problem.with("freesAt", freesAt);
    }

    private ProblemException refusal(String quota, String detail) {
        metrics.counter("medianest.media.quota.refusals", "quota", quota).increment();
        return new ProblemException(403, "QUOTA_EXCEEDED", detail).with("quota", quota);
    }
}
