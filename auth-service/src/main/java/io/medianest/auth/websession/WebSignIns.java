package io.medianest.auth.websession;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.signin.SignIns;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Signing in in a browser. */
@ApplicationScoped
class WebSignIns {
    private final SignIns signIns;
    private final WebSessions sessions;
    private final OwnWebSession own;

    WebSignIns(SignIns signIns, WebSessions sessions, OwnWebSession own) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.own = own;
    }

    /**
     * Signs somebody in. The session that the browser has had until now ends, whosever it was; it goes on if the sign-in
     * fails.
     *
     * @param previous who was signed in by the browser's cookie; null if nobody
     * @return the new session; fails as {@link SignIns#signIn} does, or with 400 if the request is neither form
     */
    Uni<OpenedWebSession> signIn(WebSignInRequest request, @Nullable Caller previous, Client client) {
        DeviceInfo browser = Browsers.describe(client.userAgent());
        String pin = request.pin();
        Uni<OpenedWebSession> opened =
                pin == null ? signIns.signIn(request.attempt(browser), sessions.opening(browser), client) : byPin();
        return opened.call(() -> previous == null ? Uni.createFrom().voidItem() : own.endPrevious(previous, client));
    }

    private static Uni<OpenedWebSession> byPin() {
        return Uni.createFrom().failure(ProblemException.invalid("pinId", "is not a PIN that is under way here"));
    }
}
