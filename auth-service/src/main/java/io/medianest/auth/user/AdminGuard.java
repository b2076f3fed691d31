package io.medianest.auth.user;

import io.medianest.runtime.problem.ProblemException;
import java.util.List;
import java.util.UUID;

/**
 * Keeps ADMINs from locking everybody out.
 *
 * @param admin who is at work
 * @param activeAdmins the ADMINs who can sign in, locked until the transaction ends
 */
record AdminGuard(UUID admin, List<UUID> activeAdmins) {

    /**
     * Checks that a user may lose role or access.
     *
     * @throws ProblemException 409 {@code OWN_ACCOUNT} for oneself, {@code LAST_ADMIN} for the only active ADMIN
     */
    void checkMayLose(User user) {
        if (user.id().equals(admin)) {
            throw ProblemException.conflict(
                    "OWN_ACCOUNT", "Nobody changes one's own role or access; ask another administrator.");
        }
        if (activeAdmins.equals(List.of(user.id()))) {
            throw ProblemException.conflict(
                    "LAST_ADMIN", "This is the only active administrator; make another one first.");
        }
    }
}
