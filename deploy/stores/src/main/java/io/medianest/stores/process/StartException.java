package io.medianest.stores.process;

/** A process could not be started; the message is one clear sentence, followed by the last lines of its log if any. */
public final class StartException extends RuntimeException {
    /** @param message what could not be started and why, for a person to read */
    public StartException(String message) {
        super(message);
    }

    /**
     * As {@link #StartException(String)}.
     *
     * @param cause what went wrong underneath
     */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
