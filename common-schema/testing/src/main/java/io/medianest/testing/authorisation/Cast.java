package io.medianest.testing.authorisation;

import java.util.Optional;

/** Plays the callers of a matrix, and has the objects that they call about. One of each service's tests is one. */
public interface Cast {

    /**
     * The access token of a caller.
     *
     * @param column anybody but {@link Column#NOBODY}
     * @param operation what is about to be called; an operation that ends its caller's session needs a caller of its own
     */
    String token(Column column, Operation operation);

    /**
     * The path to call, with an object of the {@link Column#USER} in the place of each parameter; a new one each time if
     * the call may change it.
     */
    String path(Operation operation);

    /** A body that is taken; empty for one that is understood but not taken, so that whoever may call it is answered 400. */
    Optional<Object> body(Operation operation);
}
