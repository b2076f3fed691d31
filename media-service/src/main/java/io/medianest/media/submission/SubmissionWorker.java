package io.medianest.media.submission;

import io.medianest.media.connection.OverseerrConnections;
import io.medianest.media.lease.Leases;
import io.medianest.media.submission.SubmissionOutcomes.Outcome;
import io.medianest.runtime.schedule.Pauses;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sends approved requests to Overseerr: one after the other, in the order in which they were approved, by one instance
 * at a time. While Overseerr cannot be asked the queue rests as a whole, so that the order stays.
 */
@ApplicationScoped
class SubmissionWorker {
    private static final Logger LOG = Logger.getLogger(SubmissionWorker.class);
    private static final String WORK = "submission";
    private static final int AT_A_TIME = 50;
    /** The part of the lease in which one more is begun: work that the lease's end interrupts would lose its place. */
    private static final int BEGUN_WITHIN = 3;

    private final Leases leases;
    private final OverseerrConnections connections;
    private final SubmissionQueue queue;
    private final Submitter submitter;
    private final SubmissionOutcomes outcomes;
    private final SubmissionConfig config;
    /** By a clock that nobody sets: one set back would make the rest an hour longer. */
    private volatile long restsSince = System.nanoTime();

    private volatile Duration rest = Duration.ZERO;
    private volatile int failuresInARow;

    SubmissionWorker(
            Leases leases,
            OverseerrConnections connections,
            SubmissionQueue queue,
            Submitter submitter,
            SubmissionOutcomes outcomes,
            SubmissionConfig config) {
        this.leases = leases;
        this.connections = connections;
        this.queue = queue;
        this.submitter = submitter;
        this.outcomes = outcomes;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        rounds.every("Sending to Overseerr", config.every(), this::work);
    }

    private Uni<Void> work() {
        if (connections.current().isEmpty() || System.nanoTime() - restsSince < rest.toNanos()) {
            return Uni.createFrom().voidItem();
        }
        return leases.run(
                        WORK,
                        config.lease(),
                        left -> some(AT_A_TIME, System.nanoTime()).replaceWith(() -> null))
                .replaceWithVoid();
    }

    private Uni<Void> some(int more, long since) {
        if (more == 0 || System.nanoTime() - since > config.lease().toNanos() / BEGUN_WITHIN) {
            return Uni.createFrom().voidItem();
        }
        return queue.claim(config.lease())
                .chain(claim -> claim.map(next -> send(next).chain(goesOn -> goesOn ? some(more - 1, since) : rest()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Sends one, and records what came of it; answers whether the next one may follow. */
    private Uni<Boolean> send(Claim claim) {
        return submitter
                .submit(claim)
                .onItemOrFailure()
                .transformToUni((there, failure) -> failure == null
                        ? outcomes.sent(claim, there)
                        : outcomes.failed(claim, failure, pause(claim.attempt(), config.longestPause())))
                .invoke(outcome -> failuresInARow = outcome == Outcome.RESTS ? failuresInARow + 1 : 0)
                .map(outcome -> outcome == Outcome.GOES_ON);
    }

    private Uni<Void> rest() {
        Duration pause = pause(failuresInARow, config.longestRest());
        restsSince = System.nanoTime();
        rest = pause;
        LOG.warnf("Overseerr cannot be asked; approved requests wait, next try in %d s", pause.toSeconds());
        return Uni.createFrom().voidItem();
    }

    private Duration pause(int failures, Duration longest) {
        return Pauses.after(failures, config.firstPause(), longest);
    }
}
