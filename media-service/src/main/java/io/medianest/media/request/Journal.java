package io.medianest.media.request;

import io.medianest.events.media.MediaRequestApproved;
import io.medianest.events.media.MediaRequestArchived;
import io.medianest.events.media.MediaRequestAvailable;
import io.medianest.events.media.MediaRequestCancelled;
import io.medianest.events.media.MediaRequestCompleted;
import io.medianest.events.media.MediaRequestCreated;
import io.medianest.events.media.MediaRequestDeclined;
import io.medianest.events.media.MediaRequestEvent;
import io.medianest.events.media.MediaRequestFailed;
import io.medianest.events.media.MediaRequestProcessing;
import io.medianest.events.media.RequestedMedia;
import io.medianest.persistence.event.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Takes steps of a request together with what must never be missing: a line in its history, and the event. */
@ApplicationScoped
class Journal {
    private final MediaRequestRepository repository;
    private final Outbox outbox;
    private final MeterRegistry metrics;

    Journal(MediaRequestRepository repository, Outbox outbox, MeterRegistry metrics) {
        this.repository = repository;
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** Stores a new request; must run in a transaction. */
    Uni<MediaRequest> open(MediaRequest request, Actor by) {
        return repository
                .add(request)
                .chain(() -> repository.add(new HistoryEntry(request, by, null, null)))
                .chain(() -> outbox.append(
                        new MediaRequestCreated(
                                request.described(List.of()),
                                List.copyOf(request.seasons().keySet())),
                        request::version))
                .invoke(() -> count(request))
                .replaceWith(request);
    }

    /**
     * Takes a step; must run in a transaction, with the request locked.
     *
     * @throws InvalidTransitionException if it is not possible
     */
    Uni<Void> step(MediaRequest request, Change change, Actor by) {
        MediaRequestStatus from = request.status();
        request.apply(change, by);
        return repository
                .add(new HistoryEntry(request, by, from, change.note()))
                .chain(() -> repository.followers(request.id()))
                .chain(followers -> outbox.append(event(request, followers, change, by), request::version))
                .invoke(() -> count(request));
    }

    /** Takes steps one after the other, each with its own version of the request. */
    Uni<Void> steps(MediaRequest request, List<Change> changes, Actor by) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Change change : changes) {
            all = all.chain(() -> step(request, change, by));
        }
        return all;
    }

    private void count(MediaRequest request) {
        metrics.counter("medianest.media.requests", "status", request.status().wireName())
                .increment();
    }

    private static MediaRequestEvent event(MediaRequest request, List<UUID> followers, Change change, Actor by) {
        RequestedMedia described = request.described(followers);
        return switch (change) {
            case Change.Approve approve -> new MediaRequestApproved(described, by.userId());
            case Change.Retry retry -> new MediaRequestApproved(described, by.userId());
            case Change.Decline decline -> new MediaRequestDeclined(described, by.userId());
            case Change.Cancel cancel -> new MediaRequestCancelled(described);
            case Change.Taken taken -> new MediaRequestProcessing(described);
            case Change.Watchable watchable ->
                new MediaRequestAvailable(described, List.copyOf(request.watchableSeasons()));
            case Change.Complete complete -> new MediaRequestCompleted(described);
            case Change.Fail fail
            when fail.reason() == FailureReason.DECLINED -> new MediaRequestDeclined(described, null);
            case Change.Fail fail -> new MediaRequestFailed(described);
            case Change.Archive archive -> new MediaRequestArchived(described);
        };
    }
}
