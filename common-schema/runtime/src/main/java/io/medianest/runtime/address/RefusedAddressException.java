package io.medianest.runtime.address;

/** An address is not spoken to. */
public final class RefusedAddressException extends RuntimeException {
    private final Reason reason;
    private final String words;

    /** Why. */
    public enum Reason {
        /** It is no address: a part is missing, or there is one that does not belong there. */
        MALFORMED,
        /** No address belongs to its name. */
        UNKNOWN_HOST,
        /** The rule forbids it. */
        NOT_ALLOWED
    }

    RefusedAddressException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.words = message;
    }

    /** Why, in words that an ADMIN may read. */
    public String words() {
        return words;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
