package io.medianest.auth.securityevent;

import io.medianest.auth.client.Client;
import io.medianest.auth.mail.Letter;
import io.medianest.auth.mail.Mails;
import io.medianest.auth.mail.PortalLinks;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Tells people by mail what happened to their account, with a link for "this was not me". Only to addresses that are
 * known to be theirs: the link ends every sign-in. Every method takes part in the caller's transaction.
 */
@ApplicationScoped
public class SecurityNotices {
    /** Kept with the token of a notice: the address that the account had before. */
    public static final String FORMER_EMAIL = "formerEmail";
    /** Kept with the token of a notice: what "this was not me" takes back; the type of the event. */
    public static final String TAKES_BACK = "takesBack";

    /** As long as whoever reads mail once a day still learns of it in time. */
    private static final Duration GOOD_FOR = Duration.ofDays(1);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int MAX_AGENT = 200;

    private final NoticeRepository repository;
    private final OneTimeTokens tokens;
    private final Mails mails;
    private final PortalLinks links;

    SecurityNotices(NoticeRepository repository, OneTimeTokens tokens, Mails mails, PortalLinks links) {
        this.repository = repository;
        this.tokens = tokens;
        this.mails = mails;
        this.links = links;
    }

    /** Tells of an event that has just been recorded, if it is one to tell of, and if not too many came before it. */
    Uni<Void> about(SecurityEvent event) {
        UUID userId = event.userId();
        Notice notice = Notice.of(event.type());
        if (userId == null || notice == null) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .recipient(userId, event.type())
                .chain(email -> email == null
                        ? Uni.createFrom().voidItem()
                        : send(
                                userId,
                                email,
                                notice,
                                event.client(),
                                new JsonObject().put(TAKES_BACK, event.type().wireName())));
    }

    /**
     * Tells the owner of an address that the account has another one now.
     *
     * @param former the address, which was known to be the user's
     */
    public Uni<Void> emailChanged(UUID userId, String former, Client client) {
        return send(userId, former, Notice.EMAIL_CHANGED, client, new JsonObject().put(FORMER_EMAIL, former));
    }

    private Uni<Void> send(UUID userId, String email, Notice notice, Client client, JsonObject detail) {
        return tokens.issue(TokenPurpose.NOT_ME, userId, detail)
                .chain(token ->
                        mails.send(new Letter(userId, email, notice.subject(), text(notice, client, token), GOOD_FOR)));
    }

    private String text(Notice notice, Client client, String token) {
        return """
                    Hello,

                    %s

                    When:  %s
                    Where: %s
                    By:    %s

                    If that was you, you need to do nothing.

                    If that was not you, open this link and confirm: it ends every sign-in
                    to your account and makes its password useless.

                    %s

                    The link is good for %d days. If your app asks for a code, it is:

                    %s
                    """.formatted(
                        notice.sentence().formatted(links.home()),
                        TIME.format(Instant.now()),
                        Objects.toString(client.address(), "not known"),
                        agent(client),
                        links.withToken("not-me", token),
                        TokenPurpose.NOT_ME.lifetime().toDays(),
                        token);
    }

    /** What the client says of itself, which may be anything: one line, no link. */
    private static String agent(Client client) {
        String agent = client.userAgent();
        if (agent == null) {
            return "not known";
        }
        String line = agent.replaceAll("\\P{Print}+", " ").replaceAll("(?i)\\bhttps?:|www\\.", "");
        return line.substring(0, Math.min(line.length(), MAX_AGENT));
    }
}
