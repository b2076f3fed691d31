package io.medianest.media.rule;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Role;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For whom a rule is: exactly one of both.
 *
 * @param role everybody who has it, directly or by inclusion
 * @param userId one person
 */
record RuleSubject(@Nullable String role, @Nullable UUID userId) {

    /** Everybody who has a role. */
    static RuleSubject role(String name) {
        if (Arrays.stream(Role.values()).noneMatch(role -> role.name().equals(name))) {
            throw ProblemException.invalid("role", "must be USER, MODERATOR or ADMIN");
        }
        return new RuleSubject(name, null);
    }

    /** One person. */
    static RuleSubject person(UUID userId) {
        return new RuleSubject(null, userId);
    }

    /** How the history names it. */
    String named() {
        return role == null ? "this person" : "the role " + role;
    }
}
