package io.medianest.auth.mail;

import io.medianest.encryption.UndecryptableException;
import io.medianest.mail.MailTransport;
import io.medianest.runtime.correlation.Correlation;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Sends the mails that wait, one after the other. */
@ApplicationScoped
class MailDelivery {
    private static final Logger LOG = Logger.getLogger(MailDelivery.class);
    private static final int BATCH = 10;
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final MailQueue queue;
    private final LetterSealing sealing;
    private final MailTransport transport;
    private final MailConfig config;
    private final MailMetrics metrics;
    private final Rounds rounds;

    MailDelivery(
            MailQueue queue,
            LetterSealing sealing,
            MailTransport transport,
            MailConfig config,
            MailMetrics metrics,
            Rounds rounds) {
        this.queue = queue;
        this.sealing = sealing;
        this.transport = transport;
        this.config = config;
        this.metrics = metrics;
        this.rounds = rounds;
    }

    void start(@Observes StartupEvent event) {
        rounds.every("Sending mails", config.every(), this::round);
    }

    private Uni<Void> round() {
        return queue.dropExpired()
                .invoke(this::tellExpired)
                .chain(() ->
                        queue.take(BATCH, config.timeout().multipliedBy(BATCH).plus(MARGIN)))
                .chain(this::sendAll)
                .chain(queue::count)
                .invoke(metrics::waiting)
                .replaceWithVoid();
    }

    private Uni<Void> sendAll(List<WaitingMail> mails) {
        Uni<Void> sent = Uni.createFrom().voidItem();
        for (WaitingMail mail : mails) {
            sent = sent.chain(() -> send(mail));
        }
        return sent;
    }

    private Uni<Void> send(WaitingMail mail) {
        Correlation.from(mail.correlationId(), null).enter();
        return Uni.createFrom()
                .deferred(() -> transport.send(mail.id(), sealing.open(mail.sealedLetter(), mail.id())))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onItemOrFailure()
                .transformToUni((done, failure) -> failure == null ? sent(mail) : failed(mail, failure));
    }

    private Uni<Void> sent(WaitingMail mail) {
        metrics.count("sent");
        return queue.done(mail.id());
    }

    private Uni<Void> failed(WaitingMail mail, Throwable failure) {
        boolean given = mail.attempts() >= config.attempts()
                || failure instanceof UndecryptableException
                || transport.isFinal(failure);
        LOG.warnf(
                "A mail was not delivered at attempt %d (%s); %s",
                mail.attempts(), transport.reason(failure), given ? "it is given up" : "it will be tried again");
        metrics.count(given ? "failed" : "postponed");
        return given ? queue.done(mail.id()) : queue.later(mail.id(), pause(mail.attempts()));
    }

    private Duration pause(int attempts) {
        Duration pause = config.backoff().multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void tellExpired(int count) {
        if (count > 0) {
            LOG.warnf("%d mails could not be delivered in time and are given up", count);
            metrics.count("expired", count);
        }
    }
}
