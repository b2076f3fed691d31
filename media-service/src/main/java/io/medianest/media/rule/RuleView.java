package io.medianest.media.rule;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the API shows it.
 *
 * @param role for everybody who has it; null if it is for one person
 * @param userId for that person; null if it is for a role
 * @param userName that person's name
 * @param terms what it says
 * @param updatedAt when it was set
 */
public record RuleView(
        @Nullable String role,
        @Nullable UUID userId,
        @Nullable String userName,
        RuleTerms terms,
        Instant updatedAt) {}
