package io.medianest.media.request;

import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrUnavailableException;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks Overseerr what a title is, without depending on the answer: a request is taken also while it is down. */
@ApplicationScoped
class TitleLookup {
    private static final Logger LOG = Logger.getLogger(TitleLookup.class);

    private final OverseerrClient overseerr;

    TitleLookup(OverseerrClient overseerr) {
        this.overseerr = overseerr;
    }

    /** What Overseerr knows of the title; empty if it cannot tell soon, or does not know it. */
    Uni<Optional<Details>> find(Title what) {
        return overseerr
                .detailsSoon(what)
                .map(Optional::of)
                .onFailure(failure -> failure instanceof OverseerrUnavailableException
                        || failure instanceof OverseerrRefusedException)
                .recoverWithItem(failure -> {
                    LOG.infof(
                            "The title of %s %s is not verified: %s", what.kind(), what.tmdbId(), failure.getMessage());
                    return Optional.empty();
                });
    }
}
