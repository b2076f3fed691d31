package io.medianest.media.overseerr;

/** Overseerr answered, and the answer is no. */
public final class OverseerrRefusedException extends RuntimeException {
    private final int status;
    private final String text;

    /**
     * @param status the HTTP status
     * @param text Overseerr's own words; may be empty
     */
    public OverseerrRefusedException(int status, String text) {
        super("Overseerr answered " + status + ": " + text);
        this.status = status;
        this.text = text;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Overseerr's own words; may be empty. */
    public String text() {
        return text;
    }
}
