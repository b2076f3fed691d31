package io.medianest.auth.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.medianest.runtime.problem.ProblemException;
import jakarta.persistence.EnumeratedValue;

/** Whether somebody may sign in. */
public enum UserStatus {
    /** May sign in. */
    @JsonProperty("active")
    ACTIVE("active"),
    /** Kept out by an ADMIN, until reactivated. */
    @JsonProperty("suspended")
    SUSPENDED("suspended"),
    /** Gone, but for the grace period in which an ADMIN can restore the account. */
    @JsonProperty("deleted")
    DELETED("deleted");

    @EnumeratedValue
    private final String wireName;

    UserStatus(String wireName) {
        this.wireName = wireName;
    }

    /** The status as it is stored and shown. */
    public String wireName() {
        return wireName;
    }

    /**
     * The status of that name.
     *
     * @throws ProblemException 400 {@code VALIDATION_FAILED} about {@code status} if there is none
     */
    public static UserStatus named(String wireName) {
        for (UserStatus status : values()) {
            if (status.wireName.equals(wireName)) {
                return status;
            }
        }
        throw ProblemException.invalid("status", "must be active, suspended or deleted");
    }
}
