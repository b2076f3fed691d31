package io.medianest.encryption;

import java.util.function.Supplier;

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

    /**
     * Reads a secret, and names the setting it was read for if that fails.
     *
     * @param setting the setting that names the secret's file, such as {@code medianest.secrets.pepper-file}
     * @param reading throws an {@link InvalidSecretException} of its own
     * @throws InvalidSecretException with the setting in front of the message
     */
    public static <T> T naming(String setting, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidSecretException e) {
            throw new InvalidSecretException(setting + ": " + e.getMessage(), e);
        }
    }
}
