package io.medianest.media.sync;

import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrRequest;
import io.medianest.media.request.Actor.Source;
import io.medianest.media.request.RequestProgress;
import io.medianest.runtime.paging.Position;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Asks Overseerr what has changed, since webhooks get lost and nothing tells of deletions: small pages of the requests
 * changed last, then some of our open ones in turn, because what becomes watchable does not change a request there.
 */
@ApplicationScoped
class Polling {
    private static final Logger LOG = Logger.getLogger(Polling.class);
    private static final int MOST_PAGES = 10;

    private final OverseerrClient overseerr;
    private final OpenRequests open;
    private final Follower follower;
    private final RequestProgress progress;
    private final Adopter adopter;
    private final SyncConfig config;

    Polling(
            OverseerrClient overseerr,
            OpenRequests open,
            Follower follower,
            RequestProgress progress,
            Adopter adopter,
            SyncConfig config) {
        this.overseerr = overseerr;
        this.open = open;
        this.follower = follower;
        this.progress = progress;
        this.adopter = adopter;
        this.config = config;
    }

    /** One round; answers where the next one goes on. */
    Uni<PollCursor> round(PollCursor from) {
        return changes(from.changedAt(), from.changedAt(), 0)
                .chain(changedAt -> some(from.asked()).map(asked -> new PollCursor(changedAt, asked)));
    }

    /** Goes through the changes from the newest back to the last one known; answers the newest one's time. */
    private Uni<Instant> changes(Instant since, Instant newest, int page) {
        return overseerr
                .changedRequests(config.pageSize(), page * config.pageSize())
                .chain(changed -> {
                    Instant latest = newest;
                    boolean reached = changed.size() < config.pageSize() || page + 1 == MOST_PAGES;
                    for (OverseerrRequest request : changed) {
                        Instant at = Objects.requireNonNullElse(request.updatedAt(), Instant.EPOCH);
                        latest = at.isAfter(latest) ? at : latest;
                        // Without an earlier round, the first page is enough: all open ones are asked for in turn
                        // anyway.
                        reached |= at.isBefore(since) || since.equals(Instant.EPOCH);
                    }
                    Instant seen = latest;
                    boolean done = reached;
                    return take(changed)
                            .chain(() -> adopt(changed))
                            .chain(() -> done ? Uni.createFrom().item(seen) : changes(since, seen, page + 1));
                });
    }

    private Uni<Void> take(List<OverseerrRequest> changed) {
        return open.among(changed.stream().map(OverseerrRequest::idText).toList())
                .chain(ours -> inOrder(
                        ours,
                        our -> changed.stream()
                                .filter(request -> request.idText().equals(our.overseerrId()))
                                .findFirst()
                                .map(request -> progress.observed(our.id(), request, Source.POLL))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    /** Takes over what was made there; a person who is not known today may be so at the next look. */
    private Uni<Void> adopt(List<OverseerrRequest> changed) {
        return open.known(changed.stream().map(OverseerrRequest::idText).toList())
                .chain(known -> {
                    List<OverseerrRequest> unknown = changed.stream()
                            .filter(request -> !known.contains(request.idText()))
                            .toList();
                    return unknown.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : adopter.isWanted()
                                    .chain(wanted -> inOrder(
                                            wanted ? unknown : List.<OverseerrRequest>of(),
                                            request -> adopter.adopt(request, Source.POLL)
                                                    .replaceWithVoid()));
                });
    }

    /** Asks about some open requests; answers where the last one stands, or the start when all have had their turn. */
    private Uni<Position> some(Position after) {
        return open.after(after, config.pageSize())
                .chain(ours -> inOrder(
                                ours,
                                our -> follower.follow(our.id(), our.overseerrId(), Source.POLL)
                                        .onFailure(OverseerrRefusedException.class)
                                        .invoke(refused -> LOG.warnf("Request %s: %s", our.id(), refused.getMessage()))
                                        .onFailure(OverseerrRefusedException.class)
                                        .recoverWithNull())
                        .replaceWith(
                                ours.size() < config.pageSize()
                                        ? PollCursor.FIRST
                                        : new Position(
                                                ours.getLast().createdAt(),
                                                ours.getLast().id())));
    }

    private static <T> Uni<Void> inOrder(List<T> some, Function<T, Uni<Void>> work) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (T one : some) {
            all = all.chain(() -> work.apply(one));
        }
        return all;
    }
}
