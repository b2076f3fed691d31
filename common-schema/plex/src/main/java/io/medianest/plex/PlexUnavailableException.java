package io.medianest.plex;

/** Plex cannot be asked right now, or does not answer as Plex does. Later it may. */
public final class PlexUnavailableException extends RuntimeException {

    PlexUnavailableException(String sentence) {
        super(sentence);
    }

    static PlexUnavailableException notConfigured() {
        return new PlexUnavailableException("Plex is not set up yet, or switched off.");
    }

    static PlexUnavailableException refused() {
        return new PlexUnavailableException("Plex refuses the token; an ADMIN must set it again.");
    }

    static PlexUnavailableException nonsense(String what) {
        return new PlexUnavailableException("Plex did not answer " + what + " as it should.");
    }
}
