package io.medianest.events;

import org.jspecify.annotations.Nullable;

/** A record in a topic is not the event that it should be; reading it again will not help. */
public final class MalformedEventException extends RuntimeException {

    /**
     * @param message what is wrong, without the data itself
     * @param cause what the reader threw, if anything
     */
    public MalformedEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
