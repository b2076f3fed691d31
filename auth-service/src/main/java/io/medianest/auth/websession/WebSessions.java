package io.medianest.auth.websession;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.BrowserDevice;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.device.DeviceSessions;
import io.medianest.auth.device.SessionConfig;
import io.medianest.auth.secret.TokenHashes;
import io.medianest.auth.signin.Opening;
import io.medianest.auth.user.Member;
import io.medianest.encryption.SecureTokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** The sessions of browsers: each is a device of its user, with a cookie in place of tokens. */
@ApplicationScoped
public class WebSessions {
    private final WebSessionRepository repository;
    private final DeviceSessions devices;
    private final TokenHashes hashes;
    private final SessionConfig config;

    WebSessions(WebSessionRepository repository, DeviceSessions devices, TokenHashes hashes, SessionConfig config) {
        this.repository = repository;
        this.devices = devices;
        this.hashes = hashes;
        this.config = config;
    }

    /**
     * What a browser gets that signs in: a new session, whatever cookie it has had.
     *
     * @param browser what it seems to be
     */
    public Opening<OpenedWebSession> opening(DeviceInfo browser) {
        return new Opening<>() {
            @Override
            public Uni<OpenedWebSession> open(Member member, Client client) {
                return devices.openBrowser(member.view().id(), browser, client).chain(device -> keep(member, device));
            }

            @Override
            public DeviceInfo device() {
                return browser;
            }
        };
    }

    private Uni<OpenedWebSession> keep(Member member, BrowserDevice device) {
        String token = SecureTokens.create();
        WebSession session = new WebSession(device, hashes.webSession().ofToken(token), idleEnd(device));
        return repository
                .persist(session)
                .replaceWith(() -> new OpenedWebSession(
                        member.view(),
                        device.deviceId(),
                        token,
                        Duration.between(device.signedInAt(), device.expiresAt())));
    }

    private Instant idleEnd(BrowserDevice device) {
        Instant end = device.signedInAt().plus(config.webIdle());
        return end.isBefore(device.expiresAt()) ? end : device.expiresAt();
    }
}
