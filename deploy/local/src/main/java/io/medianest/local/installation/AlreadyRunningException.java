package io.medianest.local.installation;

/** Another launcher has the installation; the message says which and where. */
public final class AlreadyRunningException extends RuntimeException {
    AlreadyRunningException(String message) {
        super(message);
    }
}
