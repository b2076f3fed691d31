package io.medianest.monitor.error;

import com.fasterxml.jackson.annotation.JsonValue;
import io.medianest.runtime.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** What is thought of a group of errors. */
public enum GroupStatus {
    /** Somebody should look at it. */
    OPEN,
    /** Done with; the next error of its kind opens it again. */
    RESOLVED,
    /** Known, and of no interest, however often it comes. */
    IGNORED;

    /** The status as it stands in the database and in the API. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status of a name.
     *
     * @throws ProblemException 400 if there is none
     */
    static GroupStatus of(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("status", "must be open, resolved or ignored"));
    }
}
