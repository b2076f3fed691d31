package io.medianest.encryption;

/** A secret that the process needs is missing, unreadable or too weak; the message names it, never its value. */
public final class InvalidSecretException extends RuntimeException {

    /**
     * @param message which secret, and what to do about it
     */
    public InvalidSecretException(String message) {
        super(message);
    }

    /**
     * @param message which secret, and what to do about it
     * @param cause what was thrown when it was read
     */
    public InvalidSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
