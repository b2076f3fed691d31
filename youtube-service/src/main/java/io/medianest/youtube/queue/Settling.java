package io.medianest.youtube.queue;

import io.medianest.persistence.transaction.Transactions;
import io.medianest.youtube.queue.ListedItems.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Where downloads stand after one of their videos has ended, and who is told. */
@ApplicationScoped
class Settling {
    private final Transactions transactions;
    private final SettlingRepository repository;
    private final QueueJournal journal;

    Settling(Transactions transactions, SettlingRepository repository, QueueJournal journal) {
        this.transactions = transactions;
        this.repository = repository;
        this.journal = journal;
    }

    /** First of all in a transaction that changes a video: nobody else changes the download until it ends. */
    Uni<Void> lock(Claim claim) {
        return repository.lock(claim.downloadId());
    }

    /** In the running transaction: nothing of a download was being downloaded before. */
    Uni<Void> started(Standing standing) {
        return journal.started(standing);
    }

    /** In the running transaction: a video is there. */
    Uni<Void> finished(Claim claim) {
        return settle(claim.downloadId(), standing -> journal.finished(claim, standing));
    }

    /** In the running transaction: a video will not come. */
    Uni<Void> failed(Claim claim, Reason reason) {
        return settle(claim.downloadId(), standing -> journal.failed(claim, reason, standing));
    }

    /** In the running transaction: it is known what a download's videos are, and which of them cannot be had. */
    Uni<Void> indexed(UUID download, List<Unavailable> unavailable) {
        return settle(download, standing -> journal.unavailable(unavailable, standing));
    }

    /** In the running transaction: it cannot be found out what a download's videos are. */
    Uni<Void> notIndexed(UUID download, Reason reason) {
        return repository
                .endUnindexed(download, reason)
                .chain(ended -> ended.map(journal::ended)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Ends what people took back, but for what some instance is still stopping. */
    Uni<Void> cancel() {
        return transactions.read(repository::toCancel).chain(this::cancelEach);
    }

    private Uni<Void> cancelEach(List<UUID> downloads) {
        return downloads.isEmpty()
                ? Uni.createFrom().voidItem()
                : transactions
                        .write(DownloadQueue.SERVICE, () -> cancel(downloads.getFirst()))
                        .chain(() -> cancelEach(downloads.subList(1, downloads.size())));
    }

    private Uni<Void> cancel(UUID download) {
        return repository
                .lock(download)
                .chain(() -> repository.cancelWaiting(download))
                .chain(ended -> repository
                        .isUnderWay(download)
                        .chain(underWay -> underWay && ended == 0
                                ? Uni.createFrom().voidItem()
                                : settle(download, journal::ended)));
    }

    private Uni<Void> settle(UUID download, Function<Standing, Uni<Void>> told) {
        return repository
                .settle(download)
                .chain(standing ->
                        standing.map(told).orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
