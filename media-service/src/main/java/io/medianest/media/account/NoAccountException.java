package io.medianest.media.account;

/** A person has no account in Overseerr to ask with; the message says what helps. */
public final class NoAccountException extends RuntimeException {

    /**
     * @param remedy what is missing, and what to do about it; shown to people
     */
    NoAccountException(String remedy) {
        super(remedy);
    }
}
