package io.medianest.auth.passwordreset;

import io.medianest.auth.client.Client;
import io.medianest.auth.mail.Letter;
import io.medianest.auth.mail.Mails;
import io.medianest.auth.mail.PortalLinks;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Sends the way back in: a link that is good for one other password. */
@ApplicationScoped
public class ResetLetters {
    /** Kept with the token: the address that it was sent to, which its use proves to be read. */
    static final String EMAIL = "email";

    private static final TokenPurpose PURPOSE = TokenPurpose.PASSWORD_RESET;

    private final OneTimeTokens tokens;
    private final Mails mails;
    private final PortalLinks links;
    private final SecurityEvents securityEvents;

    ResetLetters(OneTimeTokens tokens, Mails mails, PortalLinks links, SecurityEvents securityEvents) {
        this.tokens = tokens;
        this.mails = mails;
        this.links = links;
        this.securityEvents = securityEvents;
    }

    /**
     * Sends somebody a link, in the caller's transaction; every older one is worthless from then on.
     *
     * @param email the address of the account
     * @param client who asked for it
     */
    public Uni<Void> send(UUID userId, String email, Client client) {
        return tokens.forget(PURPOSE, userId)
                .chain(() -> tokens.issue(PURPOSE, userId, new JsonObject().put(EMAIL, email)))
                .chain(token -> mails.send(letter(userId, email, token)))
                .chain(() -> securityEvents.record(
                        SecurityEvent.of(SecurityEventType.PASSWORD_RESET_REQUESTED, userId, client)));
    }

    private Letter letter(UUID userId, String email, String token) {
        return new Letter(
                userId,
                email,
                "Choose another password",
                """
                    Hello,

                    somebody, probably you, asked for another password for your account at
                    %s

                    Choose it here within %d minutes:

                    %s

                    If your app asks for a code instead, it is:

                    %s

                    If that was not you, do nothing: your password stays as it is.
                    """.formatted(
                        links.home(), PURPOSE.lifetime().toMinutes(), links.withToken("reset-password", token), token),
                PURPOSE.lifetime());
    }
}
