package io.medianest.youtube.ytdlp;

/** A list could not be had. */
public final class YtDlpException extends RuntimeException {
    private final FailureKind kind;

    /** Says why, in a sentence for people. */
    public YtDlpException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why. */
    public FailureKind kind() {
        return kind;
    }
}
