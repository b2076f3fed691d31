package io.medianest.media.rule;

import io.medianest.media.title.MediaKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one person, all rules considered.
 *
 * @param movieApproval for whom the rule is that approves films; null if films need a decision
 * @param seriesApproval the same of seasons
 * @param movies how many films may be asked for
 * @param seasons how many seasons may be asked for
 * @param open how many requests may be open
 */
public record Terms(
        @Nullable String movieApproval,
        @Nullable String seriesApproval,
        WindowLimit movies,
        WindowLimit seasons,
        OpenLimit open) {

    /** A rule and for whom it is. */
    record Rule(RuleSubject subject, RuleTerms terms) {}

    /**
     * Considers rules.
     *
     * @param rules the nearest first
     * @param defaults what holds where no rule says anything
     */
    static Terms of(List<Rule> rules, RuleTerms defaults) {
        return new Terms(
                approval(rules, RuleTerms::approveMovies),
                approval(rules, RuleTerms::approveSeries),
                first(rules, RuleTerms::movies, Objects.requireNonNull(defaults.movies())),
                first(rules, RuleTerms::seasons, Objects.requireNonNull(defaults.seasons())),
                first(rules, RuleTerms::open, Objects.requireNonNull(defaults.open())));
    }

    /** For whom the rule is that approves what is asked for; empty if it needs a decision. */
    public Optional<String> approval(MediaKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case MOVIE -> movieApproval;
                    case TV -> seriesApproval;
                });
    }

    /** How much of a kind may be asked for. */
    public WindowLimit window(MediaKind kind) {
        return switch (kind) {
            case MOVIE -> movies;
            case TV -> seasons;
        };
    }

    private static @Nullable String approval(List<Rule> rules, Function<RuleTerms, @Nullable Boolean> says) {
        for (Rule rule : rules) {
            Boolean approves = says.apply(rule.terms());
            if (approves != null) {
                return approves ? rule.subject().named() : null;
            }
        }
        return null;
    }

    private static <T> T first(List<Rule> rules, Function<RuleTerms, @Nullable T> says, T otherwise) {
        for (Rule rule : rules) {
            T said = says.apply(rule.terms());
            if (said != null) {
                return said;
            }
        }
        return otherwise;
    }
}
