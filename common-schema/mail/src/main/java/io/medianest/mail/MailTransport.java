package io.medianest.mail;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** A way for mails to leave. */
public sealed interface MailTransport permits SmtpTransport, FolderTransport {
    /**
     * Hands a mail over.
     *
     * @param id names this mail among all
     * @return completes when somebody else is responsible for it
     */
    Uni<Void> send(UUID id, OutgoingMail mail);

    /** Whether trying again is of no use after that failure. */
    boolean isFinal(Throwable failure);

    /** What went wrong, without the address, for the log. */
    String reason(Throwable failure);
}
