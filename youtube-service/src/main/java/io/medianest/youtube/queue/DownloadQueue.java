package io.medianest.youtube.queue;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.schedule.Pauses;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The videos that are to be downloaded; each method is a transaction. What an instance does not hold any more, it does
 * not change.
 */
@ApplicationScoped
class DownloadQueue {
    static final AuditActor SERVICE = AuditActor.service("youtube-service");
    private static final Logger LOG = Logger.getLogger(DownloadQueue.class);

    private final Transactions transactions;
    private final TakingRepository taking;
    private final ItemRepository items;
    private final Settling settling;
    private final PauseRepository pauses;
    private final QueueConfig config;
    private final UUID owner = UUID.randomUUID();

    DownloadQueue(
            Transactions transactions,
            TakingRepository taking,
            ItemRepository items,
            Settling settling,
            PauseRepository pauses,
            QueueConfig config) {
        this.transactions = transactions;
        this.taking = taking;
        this.items = items;
        this.settling = settling;
        this.pauses = pauses;
        this.config = config;
    }

    /** By what this instance's videos are known. */
    UUID owner() {
        return owner;
    }

    /**
     * The next video that is due, now this instance's; empty if none is.
     *
     * @param held the items whose processes this instance has not ended yet
     */
    Uni<Optional<Claim>> take(Set<UUID> held) {
        return transactions.write(
                SERVICE,
                () -> taking.take(owner, config.lease(), held)
                        .chain(taken -> taken.map(this::begun)
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    /** What is there already does not count against the pace. */
    private Uni<Optional<Claim>> begun(TakingRepository.Taken taken) {
        Duration pace = pace();
        Uni<Void> paced = taken.claim().stored() != null || pace.isZero()
                ? Uni.createFrom().voidItem()
                : taking.nextAfter(pace);
        return paced.chain(() -> taken.isFirst()
                        ? settling.started(taken.standing())
                        : Uni.createFrom().voidItem())
                .replaceWith(() -> Optional.of(taken.claim()));
    }

    /**
     * A file is there now.
     *
     * @param videoJson its row in videos
     * @param room how much whoever wants it may still have
     * @return whether there is room for it; else the video has failed
     */
    Uni<Boolean> stored(Claim claim, String videoJson, long bytes, Supplier<Uni<Long>> room) {
        return keep(
                claim,
                bytes,
                room,
                () -> items.store(videoJson)
                        .chain(stored -> finished(claim, stored))
                        .chain(pauses::goOn));
    }

    /** As {@link #stored}, of a file that is there already. */
    Uni<Boolean> attached(Claim claim, Claim.Stored stored, Supplier<Uni<Long>> room) {
        return keep(claim, stored.bytes(), room, () -> finished(claim, stored.id()));
    }

    /** Of one person's videos one after the other, so that no two of them take the same room. */
    private Uni<Boolean> keep(Claim claim, long bytes, Supplier<Uni<Long>> room, Supplier<Uni<Void>> keeping) {
        return transactions.write(
                SERVICE,
                () -> settling.lock(claim)
                        .chain(() -> items.lockPerson(claim.userId()))
                        .chain(room::get)
                        .chain(left -> bytes > left
                                ? fail(claim, Reason.QUOTA).replaceWith(false)
                                : keeping.get().replaceWith(true)));
    }

    private Uni<Void> finished(Claim claim, UUID stored) {
        return items.finish(claim.itemId(), owner, stored)
                .chain(isMine -> isMine ? settling.finished(claim) : lost(claim));
    }

    /** The video will not come. */
    Uni<Void> failed(Claim claim, Reason reason) {
        return transactions.write(SERVICE, () -> settling.lock(claim).chain(() -> fail(claim, reason)));
    }

    private Uni<Void> fail(Claim claim, Reason reason) {
        return items.fail(claim.itemId(), owner, reason)
                .chain(isMine -> isMine ? settling.failed(claim, reason) : lost(claim));
    }

    /** The video is tried again, later the more often that was tried. */
    Uni<Void> tryAgain(Claim claim, Reason reason) {
        Duration wait = Pauses.after(claim.attempt(), config.firstWait(), config.longestWait());
        return transactions.write(SERVICE, () -> items.tryAgain(claim.itemId(), owner, reason, wait));
    }

    /** YouTube refuses this installation: everything rests, and then the video is tried again. */
    Uni<Void> rest(Claim claim, Reason reason) {
        return transactions.write(
                SERVICE,
                () -> items.tryAgain(claim.itemId(), owner, reason, Duration.ZERO)
                        .chain(() -> pause(reason.kind())));
    }

    /** YouTube refuses this installation: everything rests. */
    Uni<Void> rest(String reason) {
        return transactions.write(SERVICE, () -> pause(reason));
    }

    private Uni<Void> pause(String reason) {
        return pauses.pause(reason, config.firstRest(), config.longestRest())
                .invoke(begun -> {
                    if (begun) {
                        LOG.warnf("YouTube refuses this installation (%s): all downloads rest for a while", reason);
                    }
                })
                .replaceWithVoid();
    }

    /** It was not the video's fault: it keeps its place. */
    Uni<Void> giveBack(Claim claim) {
        return transactions.write(SERVICE, () -> items.giveBack(claim.itemId(), owner));
    }

    /** Puts back what killed instances have left. */
    Uni<Void> reclaim() {
        return transactions
                .write(SERVICE, items::reclaim)
                .invoke(count -> {
                    if (count > 0) {
                        LOG.warnf("%d videos were left by an instance that is gone; they wait for their turn", count);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> lost(Claim claim) {
        LOG.warnf("Video %s of download %s is another instance's by now", claim.videoId(), claim.downloadId());
        return Uni.createFrom().voidItem();
    }

    private Duration pace() {
        long shortest = config.shortestPace().toMillis();
        long longest = Math.max(shortest, config.longestPace().toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(shortest, longest + 1));
    }
}
