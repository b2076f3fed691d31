package io.medianest.media.submission;

import io.medianest.media.account.NoAccountException;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrRequest;
import io.medianest.media.overseerr.OverseerrUnavailableException;
import io.medianest.media.request.FailureReason;
import io.medianest.media.request.RequestProgress;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Records what came of an attempt to send a request, and whether the queue goes on. */
@ApplicationScoped
class SubmissionOutcomes {
    private static final Logger LOG = Logger.getLogger(SubmissionOutcomes.class);
    private static final int FORBIDDEN = 403;

    /** Whether the next request may be sent. */
    enum Outcome {
        /** This one is settled or waits on its own. */
        GOES_ON,
        /** Overseerr cannot be asked; the next one would fare alike. */
        RESTS
    }

    private final SubmissionQueue queue;
    private final RequestProgress progress;
    private final SubmissionConfig config;
    private final MeterRegistry metrics;

    SubmissionOutcomes(
            SubmissionQueue queue, RequestProgress progress, SubmissionConfig config, MeterRegistry metrics) {
        this.queue = queue;
        this.progress = progress;
        this.config = config;
        this.metrics = metrics;
    }

    /** Overseerr has it. */
    Uni<Outcome> sent(Claim claim, OverseerrRequest there) {
        LOG.infof("Request %s is %s in Overseerr", claim.id(), there.idText());
        return progress.taken(claim.id(), there).replaceWith(() -> counted("sent", Outcome.GOES_ON));
    }

    /**
     * Overseerr does not have it, or it is not known whether.
     *
     * @param pause how long this request waits if it is to be tried again
     */
    Uni<Outcome> failed(Claim claim, Throwable failure, Duration pause) {
        String why = String.valueOf(failure.getMessage());
        LOG.infof("Request %s, attempt %d: %s", claim.id(), claim.attempt(), why);
        return switch (failure) {
            case OverseerrUnavailableException unavailable -> {
                Uni<Void> waits =
                        unavailable.outcomeUnknown() ? queue.lookAgain(claim, why, pause) : queue.giveBack(claim, why);
                yield waits.replaceWith(() -> counted("unavailable", Outcome.RESTS));
            }
            case NoAccountException noAccount -> givenUp(claim, why);
            case HopelessException hopeless -> givenUp(claim, why);
            case OverseerrRefusedException refused
            when refused.status() == FORBIDDEN -> givenUp(claim, "Overseerr refuses it: " + refused.text());
            case OverseerrRefusedException refused
            when claim.attempt() >= config.maxErrors() ->
                givenUp(claim, "Overseerr failed at it " + claim.attempt() + " times: " + refused.text());
            case OverseerrRefusedException refused ->
                queue.tryAgain(claim, why, pause).replaceWith(() -> counted("refused", Outcome.GOES_ON));
            default -> Uni.createFrom().failure(failure);
        };
    }

    private Uni<Outcome> givenUp(Claim claim, String note) {
        return progress.failed(claim.id(), FailureReason.ERROR, note)
                .replaceWith(() -> counted("given-up", Outcome.GOES_ON));
    }

    private Outcome counted(String result, Outcome outcome) {
        metrics.counter("medianest.media.submissions", "result", result).increment();
        return outcome;
    }
}
