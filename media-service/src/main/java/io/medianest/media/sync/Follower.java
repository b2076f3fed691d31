package io.medianest.media.sync;

import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.request.Actor.Source;
import io.medianest.media.request.RequestProgress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Looks in Overseerr what became of one request, and moves ours accordingly; one that was made there becomes ours. */
@ApplicationScoped
class Follower {
    private final OverseerrClient overseerr;
    private final RequestProgress progress;
    private final Adopter adopter;

    Follower(OverseerrClient overseerr, RequestProgress progress, Adopter adopter) {
        this.adopter = adopter;
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

    /** Looks whether a request that nobody here knows is one to take over; answers whether it was. */
    Uni<Boolean> adopt(String overseerrId) {
        return adopter.isWanted()
                .chain(wanted -> wanted
                        ? overseerr
                                .request(overseerrId)
                                .chain(found -> found.map(there -> adopter.adopt(there, Source.WEBHOOK))
                                        .orElseGet(() -> Uni.createFrom().item(false)))
                        : Uni.createFrom().item(false));
    }
}
