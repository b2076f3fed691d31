package io.medianest.auth.plex;

import io.medianest.runtime.problem.ProblemException;
import java.time.Duration;

/** What is answered when signing in with Plex does not work. */
final class PlexProblems {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration AFTER_CONFIGURATION = Duration.ofSeconds(60);
    private static final String UNAVAILABLE = "PLEX_UNAVAILABLE";

    private PlexProblems() {}

    static ProblemException unreachable() {
        return ProblemException.unavailable(UNAVAILABLE, "Plex cannot be reached; try again soon.", SOON);
    }

    static ProblemException slow() {
        return ProblemException.unavailable(UNAVAILABLE, "Plex does not answer in time; try again soon.", SOON);
    }

    static ProblemException failing() {
        return ProblemException.unavailable(UNAVAILABLE, "Plex has a problem of its own; try again soon.", SOON);
    }

    static ProblemException nonsense() {
        return ProblemException.unavailable(UNAVAILABLE, "Plex answered something unexpected; try again soon.", SOON);
    }

    static ProblemException resting(Duration rest) {
        return ProblemException.unavailable(
                UNAVAILABLE, "Plex has failed several times and is left alone for a moment.", rest);
    }

    static ProblemException asksForPatience(Duration patience) {
        return ProblemException.unavailable(
                UNAVAILABLE, "Plex wants to be asked less often; try again then.", patience);
    }

    static ProblemException notConfigured() {
        return ProblemException.unavailable(
                "PLEX_NOT_CONFIGURED",
                "Nobody can sign in with Plex here yet: whoever runs this MediaNest must name the Plex server first, with"
                        + " medianest-database connect plex --url http://<plex>:32400; see docs/plex-sign-in.md.",
                AFTER_CONFIGURATION);
    }

    static ProblemException tooMany() {
        return ProblemException.unavailable(
                "PLEX_PINS_BUSY", "Too many people are signing in with Plex at this moment; try again soon.", SOON);
    }

    /** Also for a PIN that there never was: what is said then tells nothing about those that there are. */
    static ProblemException expired() {
        return new ProblemException(
                410,
                "PIN_EXPIRED",
                "This PIN has expired, was used, or never was; begin again with POST /auth/plex/pins.");
    }

    static ProblemException otherBrowser() {
        return new ProblemException(
                403, "OTHER_BROWSER", "This PIN was started in a browser, and only that one can complete it.");
    }

    static ProblemException noAccess() {
        return new ProblemException(
                403,
                "NO_SERVER_ACCESS",
                "This Plex account cannot reach this household's server; ask its owner to share a library with it.");
    }
}
