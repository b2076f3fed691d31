package io.medianest.encryption;

/** A stored ciphertext does not belong to this keyset, or not to the place it was read from. */
public final class UndecryptableException extends RuntimeException {

    UndecryptableException(String place, Throwable cause) {
        super("The value stored at " + place + " cannot be decrypted with the keys at hand", cause);
    }
}
