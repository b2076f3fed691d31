package io.medianest.auth.device;

import io.medianest.auth.client.Client;
import io.medianest.auth.secret.TokenHashes;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.SecureTokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Refresh tokens and their rotation. A token is used once; who uses it at the same time gets the same successor; who uses
 * it later shows that two parties hold it, and ends the family. Every method takes part in the caller's transaction.
 */
@ApplicationScoped
public class RefreshTokens {
    private final SessionTokenRepository tokens;
    private final DeviceRepository devices;
    private final AccessRevocations revocations;
    private final SecurityEvents securityEvents;
    private final Sealing sealing;
    private final SessionConfig config;

    RefreshTokens(
            SessionTokenRepository tokens,
            DeviceRepository devices,
            AccessRevocations revocations,
            SecurityEvents securityEvents,
            Sealing sealing,
            SessionConfig config) {
        this.tokens = tokens;
        this.devices = devices;
        this.revocations = revocations;
        this.securityEvents = securityEvents;
        this.sealing = sealing;
        this.config = config;
    }

    /** Starts the family of a device that has just been signed in. */
    Uni<OpenSession> begin(Device device) {
        return add(device, UUID.randomUUID(), now());
    }

    /**
     * Uses a refresh token. A reuse must stay recorded: the caller commits whatever the outcome.
     *
     * @param token as it was sent
     * @param client where the request came from
     */
    public Uni<Rotation> rotate(String token, Client client) {
        List<String> hashes = sealing.candidates(token);
        return tokens.lockOwner(hashes)
                .chain(owner ->
                        owner != null ? use(hashes, client) : Uni.createFrom().item(new Rotation.Refused()));
    }

    private Uni<Rotation> use(List<String> hashes, Client client) {
        Instant now = now();
        return tokens.useUp(hashes, now)
                .chain(used -> used != null
                        ? succeed(used, now, client)
                        : tokens.find(hashes).chain(known -> judge(known, now, client)));
    }

    private Uni<Rotation> succeed(SessionToken used, Instant now, Client client) {
        return devices.findById(used.deviceId()).chain(device -> {
            device.used(now, client.address());
            return add(device, used.familyId(), now)
                    .invoke(next ->
                            used.followedBy(sealing.seal(next.refreshToken(), used.id()), now.plus(config.raceGrace())))
                    .map(next -> new Rotation.Continued(next, false));
        });
    }

    private Uni<Rotation> judge(SessionToken token, Instant now, Client client) {
        return devices.findById(token.deviceId()).chain(device -> {
            if (!token.isReused() || !device.isUsable(now)) {
                return Uni.createFrom().item(new Rotation.Refused());
            }
            String successor = token.successor(now);
            if (successor == null) {
                return revoke(token, device, now, client);
            }
            return Uni.createFrom()
                    .item(new Rotation.Continued(open(device, sealing.open(successor, token.id())), true));
        });
    }

    private Uni<Rotation> revoke(SessionToken token, Device device, Instant now, Client client) {
        device.revoke(now);
        return tokens.revokeFamily(token.familyId(), now)
                .chain(() -> revocations.ofSession(device.id()))
                .chain(() ->
                        securityEvents.record(SecurityEvent.of(SecurityEventType.TOKEN_REUSED, device.userId(), client)
                                .at(device.id())))
                .replaceWith(new Rotation.Reused(device.userId()));
    }

    private Uni<OpenSession> add(Device device, UUID family, Instant now) {
        String token = SecureTokens.create();
        Instant idleEnd = now.plus(config.idle());
        Instant end = idleEnd.isBefore(device.expiresAt()) ? idleEnd : device.expiresAt();
        return tokens.persist(new SessionToken(device, family, sealing.hash(token), now, end))
                .replaceWith(() -> open(device, token));
    }

    private static OpenSession open(Device device, String token) {
        return new OpenSession(device.userId(), device.id(), device.authenticatedAt(), token);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** How refresh tokens are kept: hashed for good, sealed for the length of a race. */
    @ApplicationScoped
    static class Sealing {
        private final TokenHashes hashes;
        private final FieldCipher cipher;

        Sealing(TokenHashes hashes, FieldCipher cipher) {
            this.hashes = hashes;
            this.cipher = cipher;
        }

        String hash(String token) {
            return hashes.refresh().ofToken(token);
        }

        List<String> candidates(String token) {
            return hashes.refresh().candidates(token);
        }

        String seal(String token, UUID usedRow) {
            return cipher.encrypt(token, place(usedRow));
        }

        String open(String sealed, UUID usedRow) {
            return cipher.decrypt(sealed, place(usedRow));
        }

        private static String place(UUID row) {
            return FieldCipher.place("session_tokens", "successor_sealed", row);
        }
    }
}
