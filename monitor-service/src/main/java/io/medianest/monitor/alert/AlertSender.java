package io.medianest.monitor.alert;

import io.medianest.encryption.UndecryptableException;
import io.medianest.monitor.alert.AlertChannelQueries.Stored;
import io.medianest.runtime.error.Scrubber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Sends alerts by whatever way they go. */
@ApplicationScoped
class AlertSender {
    private static final Logger LOG = Logger.getLogger(AlertSender.class);
    private static final int LONGEST_TROUBLE = 300;

    private final WebhookSender webhook;
    private final NtfySender ntfy;
    private final EmailSender email;
    private final AlertSecrets secrets;

    AlertSender(WebhookSender webhook, NtfySender ntfy, EmailSender email, AlertSecrets secrets) {
        this.webhook = webhook;
        this.ntfy = ntfy;
        this.email = email;
        this.secrets = secrets;
    }

    /** Sends a test by a channel, once; never fails. */
    Uni<AlertTestResult> test(Stored channel) {
        AlertChannelView view = channel.view();
        Alert alert = Alert.test(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Dispatch dispatch = new Dispatch(
                UUID.randomUUID(), view.id(), view.kind(), view.destination(), channel.sealedSecret(), 1, alert);
        return send(dispatch)
                .map(outcome -> outcome.trouble() == null
                        ? new AlertTestResult(true, "The test was sent.")
                        : new AlertTestResult(false, outcome.trouble()));
    }

    /** How long an attempt by mail takes at most; the others have a time-out of their own. */
    Duration mailTimeout() {
        return email.timeout();
    }

    /** Sends an alert; never fails. */
    Uni<Outcome> send(Dispatch dispatch) {
        return Uni.createFrom()
                .deferred(() -> by(dispatch))
                .onFailure(UndecryptableException.class)
                .recoverWithItem(Outcome.never("Its secret is under a keyset that is not here; set it anew."))
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        failure,
                        "An alert by %s could not be sent",
                        dispatch.kind().word()))
                .onFailure()
                .recoverWithItem(failure -> Outcome.later(failure.getClass().getSimpleName()))
                .map(AlertSender::scrubbed);
    }

    private Uni<Outcome> by(Dispatch dispatch) {
        Letter letter = new Letter(
                dispatch.id(),
                dispatch.kind(),
                dispatch.to(),
                secrets.clear(dispatch.channelId(), dispatch.sealedSecret()),
                dispatch.alert());
        return switch (letter.kind()) {
            case WEBHOOK -> webhook.send(letter);
            case EMAIL -> email.send(letter);
            case NTFY -> ntfy.send(letter);
        };
    }

    private static Outcome scrubbed(Outcome outcome) {
        return outcome.trouble() == null
                ? outcome
                : new Outcome(Scrubber.line(outcome.trouble(), LONGEST_TROUBLE), outcome.lasting());
    }
}
