package io.medianest.monitor.alert;

import io.medianest.runtime.schedule.Pauses;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Tells what is to be told. A channel that does not answer keeps none of the others waiting. */
@ApplicationScoped
class AlertRounds {
    private static final Logger LOG = Logger.getLogger(AlertRounds.class);
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final DeliveryQueue queue;
    private final AlertSender sender;
    private final AlertConfig config;
    private final AlertMetrics metrics;
    private final Rounds rounds;
    private final AtomicInteger underWay = new AtomicInteger();

    AlertRounds(DeliveryQueue queue, AlertSender sender, AlertConfig config, AlertMetrics metrics, Rounds rounds) {
        this.queue = queue;
        this.sender = sender;
        this.config = config;
        this.metrics = metrics;
        this.rounds = rounds;
    }

    void start(@Observes StartupEvent event) {
        rounds.every("Sending alerts", config.every(), this::round);
        rounds.every("Forgetting old alerts", config.pruneEvery(), () -> queue.prune(config.keeps()));
    }

    /** Begins to send what is due, as far as this instance has hands free. */
    Uni<Void> round() {
        return queue.settle()
                .invoke(kinds -> kinds.forEach(kind -> metrics.count(kind, "skipped")))
                .chain(this::take)
                .chain(queue::waiting)
                .invoke(metrics::show)
                .replaceWithVoid();
    }

    private Uni<Void> take() {
        int free = config.atOnce() - underWay.get();
        if (free <= 0) {
            return Uni.createFrom().voidItem();
        }
        return queue.take(free, config.timeout().plus(sender.mailTimeout()).plus(MARGIN))
                .invoke(taken -> taken.forEach(dispatch -> {
                    underWay.incrementAndGet();
                    rounds.once(
                            "Sending an alert",
                            () -> send(dispatch).onTermination().invoke(underWay::decrementAndGet));
                }))
                .replaceWithVoid();
    }

    private Uni<Void> send(Dispatch dispatch) {
        return sender.send(dispatch).chain(outcome -> settle(dispatch, outcome));
    }

    private Uni<Void> settle(Dispatch dispatch, Outcome outcome) {
        String trouble = outcome.trouble();
        if (trouble == null) {
            metrics.count(dispatch.kind(), "sent");
            return queue.sent(dispatch);
        }
        boolean given = outcome.lasting() || dispatch.attempts() >= config.attempts();
        LOG.warnf(
                "An alert by %s was not taken at attempt %d (%s); %s",
                dispatch.kind().word(),
                dispatch.attempts(),
                trouble,
                given ? "it is given up" : "it will be tried again");
        metrics.count(dispatch.kind(), given ? "failed" : "postponed");
        return given
                ? queue.failed(dispatch, trouble)
                : queue.later(
                        dispatch, trouble, Pauses.after(dispatch.attempts(), config.backoff(), config.longestPause()));
    }
}
