package io.medianest.media.overseerr;

import java.util.Optional;
import org.jboss.logging.Logger;

/** What became of a request in Overseerr. */
public enum RequestState {
    /** Waits for approval there. */
    PENDING,
    /** Being fetched; also when it is done. */
    APPROVED,
    /** Turned down there. */
    DECLINED,
    /** Radarr or Sonarr did not take it. */
    FAILED;

    private static final Logger LOG = Logger.getLogger(RequestState.class);

    /** The state that a request status stands for; empty for a number that is not known, which is logged. */
    static Optional<RequestState> ofStatus(int status) {
        return switch (status) {
            case 1 -> Optional.of(PENDING);
            // 5, completed, only exists in Seerr; the media's status tells what can be watched.
            case 2, 5 -> Optional.of(APPROVED);
            case 3 -> Optional.of(DECLINED);
            case 4 -> Optional.of(FAILED);
            default -> {
                LOG.warnf("Overseerr's request status %d is not known here and is ignored", status);
                yield Optional.empty();
            }
        };
    }
}
