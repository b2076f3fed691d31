package io.medianest.runtime.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An outside system did not answer, or its answer says that it cannot at this moment. Later it may. */
public final class OutboundException extends RuntimeException {
    private final Reason reason;
    private final boolean sent;
    private final @Nullable Duration retryAfter;

    /** Why. */
    public enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** No whole answer in time. */
        TIMEOUT,
        /** Its status says that it is in trouble. */
        TROUBLED,
        /** It failed several times in a row, and nothing is sent for a moment. */
        RESTING,
        /** It asked to be left alone for a while. */
        ASKED_TO_WAIT,
        /** The answer is longer than was allowed. */
        TOO_LONG;

        /** Whether it tells that the other system is in trouble, so that repeating soon may help. */
        public boolean isTrouble() {
            return this == UNREACHABLE || this == TIMEOUT || this == TROUBLED;
        }
    }

    OutboundException(String system, Reason reason, boolean sent, @Nullable Duration retryAfter) {
        super(system + ": " + reason);
        this.reason = reason;
        this.sent = sent;
        this.retryAfter = retryAfter;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Whether the call may have taken effect all the same: it was sent, but no answer says that it did not. */
    public boolean mayHaveTakenEffect() {
        return sent;
    }

    /** How long nothing is sent; null unless {@code RESTING} or {@code ASKED_TO_WAIT}. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
