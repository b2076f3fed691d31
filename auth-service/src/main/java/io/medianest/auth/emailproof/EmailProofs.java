package io.medianest.auth.emailproof;

import io.medianest.auth.mail.Letter;
import io.medianest.auth.mail.Mails;
import io.medianest.auth.mail.PortalLinks;
import io.medianest.auth.onetime.OneTimeToken;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mails that ask whether an address is somebody's. Every method takes part in the caller's transaction. */
@ApplicationScoped
public class EmailProofs {
    private static final TokenPurpose PURPOSE = TokenPurpose.EMAIL;
    private static final String EMAIL = "email";

    private final OneTimeTokens tokens;
    private final Mails mails;
    private final PortalLinks links;

    EmailProofs(OneTimeTokens tokens, Mails mails, PortalLinks links) {
        this.tokens = tokens;
        this.mails = mails;
        this.links = links;
    }

    /**
     * That somebody reads the mail of an address.
     *
     * @param userId whose it shall be
     */
    public record Proven(UUID userId, String email) {}

    /** Asks; what was asked before is worthless from then on. */
    public Uni<Void> ask(UUID userId, String email) {
        return tokens.forget(PURPOSE, userId)
                .chain(() -> tokens.issue(PURPOSE, userId, new JsonObject().put(EMAIL, email)))
                .chain(token -> mails.send(letter(userId, email, token)));
    }

    /** Takes an answer; null if it is none, or not any more. */
    public Uni<@Nullable Proven> take(String token) {
        return tokens.take(PURPOSE, token).map(EmailProofs::proven);
    }

    private static @Nullable Proven proven(@Nullable OneTimeToken token) {
        String email = token == null ? null : token.detail(EMAIL);
        return token == null || email == null ? null : new Proven(token.userId(), email);
    }

    private Letter letter(UUID userId, String email, String token) {
        return new Letter(
                userId,
                email,
                "Confirm your address",
                """
                    Hello,

                    please confirm that this is the address of your account at
                    %s

                    Do so here within %d hours:

                    %s

                    If your app asks for a code instead, it is:

                    %s

                    If you have no account there, do nothing: without your answer this
                    address is not taken.
                    """.formatted(
                        links.home(), PURPOSE.lifetime().toHours(), links.withToken("verify-email", token), token),
                PURPOSE.lifetime());
    }
}
