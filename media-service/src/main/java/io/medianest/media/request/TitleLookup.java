package io.medianest.media.request;

import io.medianest.media.library.LibraryAvailability;
import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrUnavailableException;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks Overseerr what a title is, without depending on the answer: a request is taken also while it is down. */
@ApplicationScoped
class TitleLookup {
    private static final Logger LOG = Logger.getLogger(TitleLookup.class);

    private final OverseerrClient overseerr;
    private final LibraryAvailability library;

    TitleLookup(OverseerrClient overseerr, LibraryAvailability library) {
        this.overseerr = overseerr;
        this.library = library;
    }

    /**
     * What Overseerr knows of the title, with what the Plex library holds counted as watchable; empty if Overseerr cannot
     * tell soon, or does not know it, and the library holds nothing of it.
     */
    Uni<Optional<Details>> find(Title what) {
        return asked(what)
                .chain(details -> library.of(List.of(what))
                        .map(held -> Optional.ofNullable(held.get(what))
                                .flatMap(there -> details.or(() -> unknown(what))
                                        .map(known -> known.holding(what.kind(), there.episodes())))
                                .or(() -> details)));
    }

    /** Nothing but what the library adds: a film; of a series it cannot be told how many episodes there are. */
    private static Optional<Details> unknown(Title what) {
        return what.kind() == MediaKind.TV
                ? Optional.empty()
                : Optional.of(new Details(
                        Long.parseLong(what.tmdbId()), null, null, null, null, null, null, null, null, null));
    }

    private Uni<Optional<Details>> asked(Title what) {
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
