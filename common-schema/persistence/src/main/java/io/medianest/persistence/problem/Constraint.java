package io.medianest.persistence.problem;

import java.util.function.Predicate;
import org.hibernate.exception.ConstraintViolationException;

/** Tells by its name which constraint of the database refused a change. */
public final class Constraint {

    private Constraint() {}

    /**
     * Matches the failure of a statement that violated one constraint, for
     * {@code uni.onFailure(Constraint.violated("…")).transform(…)}.
     *
     * @param name the constraint's or unique index's name
     */
    public static Predicate<Throwable> violated(String name) {
        return failure -> failure instanceof ConstraintViolationException violation
                && name.equalsIgnoreCase(violation.getConstraintName());
    }
}
