package io.medianest.media.sync;

import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.request.Actor.Source;
import io.medianest.media.request.RequestProgress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Looks in Overseerr what became of one request, and moves ours accordingly. */
@ApplicationScoped
class Follower {
    private final OverseerrClient overseerr;
    private final RequestProgress progress;

    Follower(OverseerrClient overseerr, RequestProgress progress) {
        this.overseerr = overseerr;
        this.progress = progress;
    }

    /**
     * Looks.
     *
     * @param requestId ours
     * @param overseerrId its number there
     * @param because what made us look
     */
    Uni<Void> follow(UUID requestId, String overseerrId, Source because) {
        return overseerr
                .request(overseerrId)
                .chain(found -> found.map(there -> progress.observed(requestId, there, because))
                        .orElseGet(() -> progress.removed(requestId, because)));
    }
}
