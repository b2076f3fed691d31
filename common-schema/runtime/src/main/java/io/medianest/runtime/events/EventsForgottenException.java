package io.medianest.runtime.events;

/** Events between what a reader saw last and now are no longer known: it must read the state anew. */
public final class EventsForgottenException extends RuntimeException {

    EventsForgottenException() {
        super("Events in between are no longer known");
    }
}
