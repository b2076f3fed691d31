package io.medianest.media.sync;

import io.medianest.media.connection.OverseerrConnections;
import io.medianest.media.lease.Leases;
import io.medianest.media.request.Actor.Source;
import io.medianest.media.sync.WebhookInbox.Waiting;
import io.medianest.runtime.correlation.Correlation;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Follows up the webhooks that have come, in their order, one instance at a time. */
@ApplicationScoped
class WebhookWorker {
    private static final String WORK = "webhooks";
    private static final int AT_A_TIME = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int LOOKS = 3;
    private static final int MOST_DOUBLINGS = 10;

    private final Leases leases;
    private final OverseerrConnections connections;
    private final WebhookInbox inbox;
    private final Follower follower;
    private final SyncConfig config;

    WebhookWorker(
            Leases leases, OverseerrConnections connections, WebhookInbox inbox, Follower follower, SyncConfig config) {
        this.leases = leases;
        this.connections = connections;
        this.inbox = inbox;
        this.follower = follower;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        rounds.every("Following webhooks", config.webhooksEvery(), this::work);
    }

    private Uni<Void> work() {
        if (connections.current().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return inbox.due(1)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(false)
                        : leases.run(WORK, config.lease(), left -> some().replaceWith(() -> null)))
                .replaceWithVoid();
    }

    private Uni<Void> some() {
        return inbox.forgetExpired().chain(() -> inbox.due(AT_A_TIME)).chain(this::inOrder);
    }

    private Uni<Void> inOrder(List<Waiting> due) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Waiting webhook : due) {
            all = all.chain(() -> one(webhook));
        }
        return all;
    }

    private Uni<Void> one(Waiting webhook) {
        Correlation.from(webhook.correlationId(), null).enter();
        UUID requestId = webhook.requestId();
        Uni<Void> look = requestId == null
                ? unknown(webhook)
                : follower.follow(requestId, webhook.overseerrId(), Source.WEBHOOK)
                        .chain(() -> inbox.done(webhook));
        return look.onFailure()
                .recoverWithUni(failure -> inbox.later(webhook, failure.toString(), pause(webhook.attempts())));
    }

    /** Mostly one that came before our own answer; else one that was made there, which is looked at some times. */
    private Uni<Void> unknown(Waiting webhook) {
        boolean mayBeTheirs = webhook.attempts() > 0 && webhook.attempts() <= LOOKS;
        Uni<Boolean> theirs = mayBeTheirs
                ? follower.adopt(webhook.overseerrId())
                : Uni.createFrom().item(false);
        return theirs.chain(adopted -> adopted
                ? inbox.done(webhook)
                : inbox.later(webhook, "no request here has that number", pause(webhook.attempts())));
    }

    private Duration pause(int attempts) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return doubled.compareTo(config.longestWebhookPause()) < 0 ? doubled : config.longestWebhookPause();
    }
}
