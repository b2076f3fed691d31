package io.medianest.youtube.queue;

import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.outbound.CallersContext;
import io.medianest.runtime.schedule.Pauses;
import io.medianest.youtube.address.YouTubeAddress;
import io.medianest.youtube.queue.IndexRepository.Unindexed;
import io.medianest.youtube.ytdlp.FailureKind;
import io.medianest.youtube.ytdlp.Listing;
import io.medianest.youtube.ytdlp.YtDlp;
import io.medianest.youtube.ytdlp.YtDlpException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds out what videos a new download has. */
@ApplicationScoped
class Indexer {
    private static final Logger LOG = Logger.getLogger(Indexer.class);

    private final Transactions transactions;
    private final IndexRepository repository;
    private final Settling settling;
    private final DownloadQueue queue;
    private final YtDlp ytDlp;
    private final QueueConfig config;

    Indexer(
            Transactions transactions,
            IndexRepository repository,
            Settling settling,
            DownloadQueue queue,
            YtDlp ytDlp,
            QueueConfig config) {
        this.transactions = transactions;
        this.repository = repository;
        this.settling = settling;
        this.queue = queue;
        this.ytDlp = ytDlp;
        this.config = config;
    }

    /** Looks after every download that is due, one after the other. */
    Uni<Void> work() {
        return transactions
                .write(DownloadQueue.SERVICE, () -> repository.claim(queue.owner(), config.indexLease()))
                .chain(next -> next.map(unindexed -> index(unindexed).chain(this::work))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Another instance may ask at once for what this one was asking. */
    Uni<Void> giveBack() {
        return transactions.write(DownloadQueue.SERVICE, () -> repository.giveBack(queue.owner()));
    }

    private Uni<Void> index(Unindexed download) {
        // An attempt that killed the service each time is an attempt all the same.
        if (download.attempt() > config.attempts()) {
            return giveUp(download.id(), Reason.of(FailureKind.OTHER, FailureKind.OTHER.sentence()));
        }
        YouTubeAddress address = YouTubeAddress.parse(download.address());
        return CallersContext.keep(ytDlp.list(address, config.maxItems()))
                .ifNoItem()
                .after(config.indexLease().minus(Duration.ofSeconds(5)))
                .failWith(() -> new YtDlpException(FailureKind.TIMED_OUT, FailureKind.TIMED_OUT.sentence()))
                .onItemOrFailure()
                .transformToUni((listing, failure) ->
                        failure == null ? indexed(download.id(), listing) : failed(download, failure));
    }

    private Uni<Void> indexed(UUID id, Listing listing) {
        String title = ListedItems.shortened(listing.title());
        String note = listing.truncated()
                ? "This playlist is longer than is allowed here; its first " + config.maxItems() + " videos are taken."
                : "";
        ListedItems items = ListedItems.of(listing.videos());
        return transactions.write(
                DownloadQueue.SERVICE,
                () -> repository
                        .indexed(id, queue.owner(), title, note, items)
                        .chain(isOpen -> isOpen
                                ? settling.indexed(id, items.unavailable())
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> failed(Unindexed download, Throwable failure) {
        if (!(failure instanceof YtDlpException refused)) {
            return Uni.createFrom().failure(failure);
        }
        Reason reason = Reason.of(refused.kind(), String.valueOf(refused.getMessage()));
        LOG.infof("Download %s, attempt %d: %s", download.id(), download.attempt(), reason.kind());
        if (!refused.kind().retryable() || download.attempt() >= config.attempts()) {
            return giveUp(download.id(), reason);
        }
        boolean rests = refused.kind().pausesQueue();
        Duration wait =
                rests ? Duration.ZERO : Pauses.after(download.attempt(), config.firstWait(), config.longestWait());
        return transactions
                .write(
                        DownloadQueue.SERVICE,
                        () -> repository.tryAgain(download.id(), queue.owner(), reason.message(), wait))
                .chain(() ->
                        rests ? queue.rest(reason.kind()) : Uni.createFrom().voidItem());
    }

    private Uni<Void> giveUp(UUID download, Reason reason) {
        return transactions.write(DownloadQueue.SERVICE, () -> settling.notIndexed(download, reason));
    }
}
