package io.medianest.auth.websession;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.plex.PinBrowser;
import io.medianest.auth.plex.PlexSignIns;
import io.medianest.auth.signin.SecondFactorSignIns;
import io.medianest.auth.signin.SignIns;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in in a browser. */
@ApplicationScoped
class WebSignIns {
    private final SignIns signIns;
    private final SecondFactorSignIns secondFactor;
    private final WebSessions sessions;
    private final OwnWebSession own;
    private final PlexSignIns plexSignIns;
    private final PinBrowser pinBrowser;

    WebSignIns(
            SignIns signIns,
            SecondFactorSignIns secondFactor,
            WebSessions sessions,
            OwnWebSession own,
            PlexSignIns plexSignIns,
            PinBrowser pinBrowser) {
        this.signIns = signIns;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.own = own;
        this.plexSignIns = plexSignIns;
        this.pinBrowser = pinBrowser;
    }

    /**
     * Signs somebody in. The session that the browser has had until now ends, whosever it was; it goes on if the sign-in
     * fails.
     *
     * @param previous who was signed in by the browser's cookie; null if nobody
     * @return the new session; empty while nobody has approved the PIN. Fails as {@link SignIns#signIn} or
     *     {@link PlexSignIns#signIn} does, or with 400 if the request is neither form
     */
    Uni<Optional<OpenedWebSession>> signIn(WebSignInRequest request, @Nullable Caller previous, Client client) {
        DeviceInfo browser = Browsers.describe(client.userAgent());
        return open(request, browser, client)
                .call(session -> session.isEmpty() || previous == null
                        ? Uni.createFrom().voidItem()
                        : own.endPrevious(previous, client));
    }

    private Uni<Optional<OpenedWebSession>> open(WebSignInRequest request, DeviceInfo browser, Client client) {
        if (request.isSecondHalf()) {
            return secondFactor
                    .signIn(
                            String.valueOf(request.challenge()),
                            String.valueOf(request.code()),
                            device -> sessions.opening(browser),
                            client)
                    .map(Optional::of);
        }
        String pin = request.pin();
        return pin == null
                ? signIns.signIn(request.attempt(browser), sessions.opening(browser), client)
                        .map(Optional::of)
                : byPin(pin, browser, client);
    }

    private Uni<Optional<OpenedWebSession>> byPin(String pin, DeviceInfo browser, Client client) {
        return plexSignIns
                .signIn(pin, pinBrowser.cookie(), device -> sessions.opening(browser), client)
                .invoke(session -> session.ifPresent(opened -> pinBrowser.forget()));
    }
}
