package io.medianest.media.submission;

/** A request that no further attempt can help; the message says why, and what a person can do. */
final class HopelessException extends RuntimeException {

    HopelessException(String why) {
        super(why);
    }
}
