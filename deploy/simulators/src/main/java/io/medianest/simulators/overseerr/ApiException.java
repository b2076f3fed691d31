package io.medianest.simulators.overseerr;

/** An answer that is not the one hoped for: {@code {message}} with this status. */
final class ApiException extends RuntimeException {

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
