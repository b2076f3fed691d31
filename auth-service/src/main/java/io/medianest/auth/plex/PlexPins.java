package io.medianest.auth.plex;

import io.medianest.auth.device.DeviceInfo;
import io.medianest.encryption.SecureTokens;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts PINs, and finds them again for whoever started them. */
@ApplicationScoped
class PlexPins {
    /** A row that is made in the database gets its id there. */
    private static final UUID NOT_YET = new UUID(0, 0);

    private final PlexTv plexTv;
    private final PlexServer server;
    private final PlexClientIdentity identity;
    private final PlexPinQueries pins;
    private final PlexHashes hashes;
    private final PlexConfig config;

    PlexPins(
            PlexTv plexTv,
            PlexServer server,
            PlexClientIdentity identity,
            PlexPinQueries pins,
            PlexHashes hashes,
            PlexConfig config) {
        this.plexTv = plexTv;
        this.server = server;
        this.identity = identity;
        this.pins = pins;
        this.hashes = hashes;
        this.config = config;
    }

    /**
     * Starts a PIN.
     *
     * @param startedBy who is signed in and may link a Plex account by it; null for nobody
     * @param browser the cookie that is set; empty if no browser asks
     * @return what the client needs; fails with 503 {@code PLEX_NOT_CONFIGURED}, {@code PLEX_PINS_BUSY} or
     *     {@code PLEX_UNAVAILABLE}
     */
    Uni<PlexPinView> start(@Nullable UUID startedBy, DeviceInfo device, Optional<String> browser) {
        String pinId = SecureTokens.create();
        String browserHash = browser.map(hashes.browser()::ofToken).orElse(null);
        return pins.countOpen()
                .invoke(open -> {
                    if (open >= config.maxOpenPins()) {
                        throw PlexProblems.tooMany();
                    }
                })
                // Asked first: without it nobody could be let in afterwards.
                .chain(server::machineIdentifier)
                .chain(plexTv::createPin)
                .chain(pin -> pins.add(
                                hashes.pin().ofToken(pinId),
                                new PlexPin(NOT_YET, pin.id(), startedBy, device, browserHash),
                                pin.code(),
                                pin.lifetime())
                        .chain(identity::identifier)
                        .map(identifier -> new PlexPinView(
                                pinId,
                                pin.code(),
                                plexTv.authUrl(pin.code(), identifier),
                                Instant.now().plus(pin.lifetime()).truncatedTo(ChronoUnit.SECONDS))));
    }

    /**
     * The PIN of a client.
     *
     * @param browser the cookie that came along
     * @return fails with 410 {@code PIN_EXPIRED} if there is none to be completed, with 403 {@code OTHER_BROWSER} if it is
     *     another browser's
     */
    Uni<PlexPin> find(String pinId, Optional<String> browser) {
        return pins.find(hashes.pin().candidates(pinId)).map(found -> {
            PlexPin pin = found.orElseThrow(PlexProblems::expired);
            checkBrowser(pin, browser);
            return pin;
        });
    }

    /** @throws ProblemException 403 {@code OTHER_BROWSER} */
    private void checkBrowser(PlexPin pin, Optional<String> browser) {
        String hash = pin.browserHash();
        if (hash != null
                && browser.stream()
                        .flatMap(cookie -> hashes.browser().candidates(cookie).stream())
                        .noneMatch(hash::equals)) {
            throw PlexProblems.otherBrowser();
        }
    }
}
