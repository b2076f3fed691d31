package io.medianest.auth.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where a mail is posted. */
@ApplicationScoped
public class Mails {
    private final MailRepository repository;

    Mails(MailRepository repository) {
        this.repository = repository;
    }

    /**
     * Queues a mail in the caller's transaction: it is sent soon after the commit, and never if there is none.
     *
     * <p>A mail is tried again while the server does not take it, until it makes no sense any more. If this process dies
     * just when the server has taken it, it may come twice.
     */
    public Uni<Void> send(Letter letter) {
        return repository.add(letter);
    }
}
