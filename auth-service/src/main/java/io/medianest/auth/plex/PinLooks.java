package io.medianest.auth.plex;

import io.medianest.auth.plex.PlexTv.PinState;
import io.medianest.runtime.outbound.CallersContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Looks at plex.tv whether somebody has approved a PIN. Whoever asks while a look is under way waits for that one; after it
 * the next one comes no sooner than a second after the last began.
 */
@ApplicationScoped
class PinLooks {
    private final PlexTv plexTv;
    private final PlexServer server;
    private final PlexPinQueries pins;
    private final ConcurrentMap<UUID, Uni<Optional<PlexProof>>> underWay = new ConcurrentHashMap<>();

    PinLooks(PlexTv plexTv, PlexServer server, PlexPinQueries pins) {
        this.plexTv = plexTv;
        this.server = server;
        this.pins = pins;
    }

    /**
     * Looks at a PIN.
     *
     * @return empty while nobody has approved it, or if it is too soon to look; fails with 410 {@code PIN_EXPIRED}, or
     *     with 503 if Plex cannot be asked, in which case the PIN stays as it is
     */
    Uni<Optional<PlexProof>> look(PlexPin pin) {
        return CallersContext.keep(Uni.createFrom()
                .deferred(() -> underWay.computeIfAbsent(
                        pin.id(),
                        id -> begin(pin)
                                .onTermination()
                                .invoke(() -> underWay.remove(id))
                                .memoize()
                                .indefinitely())));
    }

    private Uni<Optional<PlexProof>> begin(PlexPin pin) {
        return pins.takeTurn(pin.id())
                .chain(mine -> mine ? ask(pin) : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<PlexProof>> ask(PlexPin pin) {
        return plexTv.poll(pin.plexPinId()).chain(state -> switch (state) {
            case PinState.Waiting waiting -> Uni.createFrom().item(Optional.empty());
            case PinState.Gone gone ->
                pins.expire(pin.id()).chain(() -> Uni.createFrom().failure(PlexProblems.expired()));
            case PinState.Approved(String token) -> prove(token).map(Optional::of);
        });
    }

    /** One after the other, since without access nobody need know who it is; but the answer names the account. */
    private Uni<PlexProof> prove(String token) {
        return server.machineIdentifier()
                .chain(identifier -> plexTv.profile(token)
                        .chain(profile -> plexTv.access(token, identifier)
                                .map(access -> new PlexProof(
                                        // A token that was given out this very second and is refused already is no
                                        // proof.
                                        profile.orElseThrow(PlexProblems::nonsense), token, access))));
    }
}
