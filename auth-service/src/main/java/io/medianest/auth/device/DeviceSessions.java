package io.medianest.auth.device;

import io.medianest.auth.client.Client;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-ins on devices: their begin and their end. Every method takes part in the caller's transaction. */
@ApplicationScoped
public class DeviceSessions {
    private final DeviceRepository devices;
    private final SessionTokenRepository tokens;
    private final RefreshTokens refreshTokens;
    private final AccessRevocations revocations;
    private final SecurityEvents securityEvents;
    private final SessionConfig config;

    DeviceSessions(
            DeviceRepository devices,
            SessionTokenRepository tokens,
            RefreshTokens refreshTokens,
            AccessRevocations revocations,
            SecurityEvents securityEvents,
            SessionConfig config) {
        this.devices = devices;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.revocations = revocations;
        this.securityEvents = securityEvents;
        this.config = config;
    }

    /**
     * Signs a user in on a device. The caller has locked the user's row, so that nobody who is being suspended slips in.
     *
     * @param info what the device says of itself
     * @param client where the request came from
     */
    public Uni<OpenSession> open(UUID userId, DeviceInfo info, Client client) {
        return signIn(userId, info, client).chain(refreshTokens::begin);
    }

    /**
     * Signs a user in in a browser, which gets no tokens: its session is kept by a cookie. Otherwise as {@link #open}.
     *
     * @param info what the browser seems to be
     */
    public Uni<BrowserDevice> openBrowser(UUID userId, DeviceInfo info, Client client) {
        return signIn(userId, info, client)
                .map(device -> new BrowserDevice(userId, device.id(), device.createdAt(), device.expiresAt()));
    }

    private Uni<Device> signIn(UUID userId, DeviceInfo info, Client client) {
        Device device = new Device(userId, info, client.address(), config.absolute());
        return devices.isKnown(userId, info)
                .chain(known -> devices.persist(device)
                        .call(() -> record(SecurityEventType.SIGNED_IN, device, client))
                        .call(() -> known
                                ? Uni.createFrom().voidItem()
                                : record(SecurityEventType.NEW_DEVICE, device, client)));
    }

    /**
     * Ends one sign-in.
     *
     * @param userId whose device it must be
     * @return whether there was such a device with a running sign-in; else nothing is changed
     */
    public Uni<Boolean> end(UUID userId, UUID deviceId) {
        Instant now = now();
        return devices.lockOwner(userId).chain(() -> devices.findById(deviceId)).chain(device -> {
            boolean ended = device != null && device.userId().equals(userId) && device.revoke(now);
            return ended
                    ? tokens.revokeOfDevice(deviceId, now)
                            .chain(() -> revocations.ofSession(deviceId))
                            .replaceWith(true)
                    : Uni.createFrom().item(false);
        });
    }

    /**
     * Ends every sign-in of a user, whose row the caller holds, and whose session version the caller has just raised.
     *
     * @param version the raised version
     * @param except a device that may go on, with a new access token; null for none
     */
    public Uni<Void> endAll(UUID userId, int version, @Nullable UUID except) {
        Instant now = now();
        return devices.revokeAll(userId, except, now)
                .chain(() -> tokens.revokeAll(userId, except, now))
                .chain(() -> revocations.ofUser(userId, version));
    }

    /**
     * Has every access token of a user refused, whose session version the caller has just raised; the devices stay
     * signed in and get a new one.
     *
     * @param version the raised version
     */
    public Uni<Void> renewAll(UUID userId, int version) {
        return revocations.ofUser(userId, version);
    }

    private Uni<Void> record(SecurityEventType type, Device device, Client client) {
        return securityEvents.record(
                SecurityEvent.of(type, device.userId(), client).at(device.id()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
