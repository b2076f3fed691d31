package io.medianest.local.faults;

/**
 * A film to ask for; nobody else asks for it, so that it tells which request is meant.
 *
 * @param tmdbId its id
 * @param isKnown whether the simulated Overseerr can get it
 */
record Film(int tmdbId, boolean isKnown) {

    static Film known(int tmdbId) {
        return new Film(tmdbId, true);
    }

    static Film unknown(int tmdbId) {
        return new Film(tmdbId, false);
    }

    /** The body of a request for it. */
    String wish() {
        return """
               {"mediaType":"movie","tmdbId":"%d","title":"Film %d"}
               """.formatted(tmdbId, tmdbId);
    }
}
