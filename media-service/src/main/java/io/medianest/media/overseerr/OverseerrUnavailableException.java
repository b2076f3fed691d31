package io.medianest.media.overseerr;

/** Overseerr did not answer, or its answer is about the connection, not about what was asked. Later it may work. */
public final class OverseerrUnavailableException extends RuntimeException {
    private final Reason reason;
    private final boolean outcomeUnknown;

    /** Why. */
    public enum Reason {
        /** No address or key is configured, or it is switched off. */
        NOT_CONFIGURED("Overseerr is not set up yet."),
        /** No connection, or it broke. */
        UNREACHABLE("Overseerr cannot be reached."),
        /** No answer in time. */
        TIMEOUT("Overseerr does not answer in time."),
        /** It failed several times in a row and is left alone for a moment. */
        RESTING("Overseerr has failed several times and is left alone for a moment."),
        /** It, or a proxy before it, says that it is overloaded or starting. */
        OVERLOADED("Overseerr says that it is not ready."),
        /** What it says is no answer of Overseerr's. */
        NOT_OVERSEERR("What answers at Overseerr's address is not Overseerr; an ADMIN must set the address again."),
        /** It does not accept the key. */
        KEY_REFUSED("Overseerr refuses the API key; an ADMIN must set it again."),
        /** Its CSRF protection stops every change by API key. */
        CSRF_PROTECTION("Overseerr's CSRF protection is on, which stops changes by API key; switch it off there.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** What to tell a person. */
        public String sentence() {
            return sentence;
        }
    }

    OverseerrUnavailableException(Reason reason, boolean outcomeUnknown) {
        super(reason.sentence());
        this.reason = reason;
        this.outcomeUnknown = outcomeUnknown;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Whether a change may have taken effect all the same: it was sent, but the answer is missing. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
