package io.medianest.backup;

/** A backup or a restore that could not be done; the message is for a person to read. */
public final class BackupException extends RuntimeException {
    /** @param message what could not be done, and what that means */
    public BackupException(String message) {
        super(message);
    }

    /**
     * As {@link #BackupException(String)}.
     *
     * @param cause what went wrong underneath
     */
    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
