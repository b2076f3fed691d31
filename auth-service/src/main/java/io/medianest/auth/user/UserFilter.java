package io.medianest.auth.user;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Role;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which users a list is about.
 *
 * @param role only users of exactly that role; null for all
 * @param status only users of that status; null for all but the deleted ones
 * @param text only users whose name or address contains it, in whatever case; null for all
 */
record UserFilter(
        @Nullable Role role,
        @Nullable UserStatus status,
        @Nullable String text) {
    private static final int MAX_TEXT = 200;

    /**
     * Reads the parameters of the list.
     *
     * @throws ProblemException 400 {@code VALIDATION_FAILED} if one is not valid
     */
    static UserFilter of(@Nullable String role, @Nullable String status, @Nullable String text) {
        if (text != null && (text.isEmpty() || text.length() > MAX_TEXT || text.indexOf('\0') >= 0)) {
            throw ProblemException.invalid("q", "must be 1 to " + MAX_TEXT + " characters long");
        }
        return new UserFilter(role == null ? null : role(role), status == null ? null : UserStatus.named(status), text);
    }

    /** Tells lists of different filters apart, for their cursors. */
    String listName() {
        return "users " + this;
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("role", "must be USER, MODERATOR or ADMIN"));
    }
}
