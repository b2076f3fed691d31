package io.medianest.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import java.util.UUID;

/** Hands mails to a mail server. */
final class SmtpTransport implements MailTransport {
    private final ReactiveMailer mailer;

    SmtpTransport(ReactiveMailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public Uni<Void> send(UUID id, OutgoingMail mail) {
        // Nobody's answering machine should answer (RFC 3834).
        return mailer.send(new Mail()
                .setTo(mail.to())
                .setSubject(mail.subject())
                .setText(mail.text())
                .addHeader("Auto-Submitted", "auto-generated"));
    }

    @Override
    public boolean isFinal(Throwable failure) {
        return failure instanceof SMTPException refusal && refusal.isPermanent();
    }

    /** The server's words may name the address. */
    @Override
    public String reason(Throwable failure) {
        return failure instanceof SMTPException refusal
                ? "refused with " + refusal.getReplyCode()
                : failure.getClass().getSimpleName();
    }
}
