package io.medianest.monitor.alert;

import io.medianest.mail.MailTransport;
import io.medianest.mail.OutgoingMail;
import io.medianest.runtime.outbound.CallersContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Mails an alert, by the way that all mails of MediaNest leave. */
@ApplicationScoped
class EmailSender {
    private final MailTransport transport;
    private final Duration timeout;

    /**
     * @param timeout how long the server may take; what has not failed by then may still leave
     */
    EmailSender(
            MailTransport transport,
            @ConfigProperty(name = "medianest.mail.timeout", defaultValue = "20s") Duration timeout) {
        this.transport = transport;
        this.timeout = timeout;
    }

    /** How long one attempt takes at most. */
    Duration timeout() {
        return timeout;
    }

    /** Hands it over; never fails. */
    Uni<Outcome> send(Letter letter) {
        AlertText text = AlertText.of(letter.alert());
        OutgoingMail mail = new OutgoingMail(
                Objects.requireNonNull(letter.to().recipients()), "[MediaNest] " + text.title(), text.message() + "\n");
        Uni<Outcome> sent = transport
                .send(letter.id(), mail)
                .replaceWith(Outcome.SENT)
                .ifNoItem()
                .after(timeout)
                .recoverWithItem(
                        Outcome.later("The mail server does not answer within " + timeout.toSeconds() + " seconds."))
                .onFailure()
                .recoverWithItem(failure -> new Outcome(
                        "The mail does not leave: " + transport.reason(failure) + ".", transport.isFinal(failure)));
        return CallersContext.keep(sent);
    }
}
