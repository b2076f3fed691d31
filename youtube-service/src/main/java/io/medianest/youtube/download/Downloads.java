package io.medianest.youtube.download;

import io.medianest.events.youtube.YouTubeDownloadQueued;
import io.medianest.persistence.event.Outbox;
import io.medianest.persistence.idempotency.Idempotency;
import io.medianest.persistence.idempotency.IdempotentCall;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import io.medianest.youtube.address.YouTubeAddress;
import io.medianest.youtube.collection.Removals;
import io.medianest.youtube.quota.Quotas;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/** What people do with downloads: ask for them, stop them, try again, delete them. */
@ApplicationScoped
public class Downloads {
    private static final AuditActor SELF = AuditActor.service("youtube-service");

    private final Transactions transactions;
    private final DownloadRepository repository;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Quotas quotas;
    private final Removals removals;

    Downloads(
            Transactions transactions,
            DownloadRepository repository,
            Outbox outbox,
            Idempotency idempotency,
            Quotas quotas,
            Removals removals) {
        this.transactions = transactions;
        this.repository = repository;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.quotas = quotas;
        this.removals = removals;
    }

    /**
     * Asks for a playlist or a video, which counts against the limit. YouTube is not asked: the queue finds out what is in
     * it.
     *
     * @param key under which the same call gets the same answer again
     * @param address what is asked for, by its own account
     * @return the new download; fails with 403 {@code QUOTA_EXCEEDED}, 507 {@code DISK_SPACE_LOW}
     */
    @RateLimited("youtube-downloads")
    Uni<Answer<DownloadView>> create(UUID userId, IdempotencyKey key, CreateDownload asked, YouTubeAddress address) {
        IdempotentCall<DownloadView> call =
                IdempotentCall.of(userId, key, "create-youtube-download", asked, DownloadView.class);
        return idempotency.answered(
                call,
                () -> quotas.requireRoom(userId)
                        .chain(() -> transactions.write(
                                AuditActor.user(userId),
                                () -> idempotency.record(
                                        call, () -> add(new Download(userId, address, asked.wantedQuality()))))));
    }

    /** Has the queue stop a download; 409 {@code INVALID_TRANSITION} if it has ended, 404 if it is not one's own. */
    Uni<Void> cancel(Caller caller, UUID id) {
        return change(caller, id, download -> {
            download.cancel();
            return Uni.createFrom().voidItem();
        });
    }

    /**
     * Has the queue try again what failed of a download that has ended, and nothing else, which may be the step into Plex
     * alone; 409 {@code INVALID_TRANSITION} if it has not ended or nothing failed.
     */
    Uni<Void> retry(Caller caller, UUID id) {
        return change(caller, id, download -> {
            if (download.lacksPlexAlone()) {
                return repository.intoPlexAgain(id);
            }
            download.retry();
            return outbox.append(new YouTubeDownloadQueued(download.described()), download::version)
                    .chain(() -> repository.again(id));
        });
    }

    /**
     * Deletes a download that has ended; 409 {@code INVALID_TRANSITION} if it has not.
     *
     * @param files whether its files go too, and its videos from the collection in Plex, except what others share
     */
    Uni<Void> delete(Caller caller, UUID id, boolean files) {
        return change(caller, id, download -> {
            download.requireEnded();
            return removals.forget(id, files).chain(() -> repository.delete(download));
        });
    }

    /** A person is gone: what has not ended is stopped. Joins a running transaction. */
    public Uni<Void> cancelOpenOf(UUID userId) {
        return transactions.write(
                SELF,
                () -> repository
                        .openOf(userId)
                        .invoke(open -> open.forEach(Download::cancel))
                        .replaceWithVoid());
    }

    private Uni<Answer<DownloadView>> add(Download download) {
        return repository
                .add(download)
                .chain(() -> outbox.append(new YouTubeDownloadQueued(download.described()), download::version))
                .replaceWith(
                        () -> new Answer<>(202, download.view(), "/api/v1/youtube-downloads/" + download.id(), null));
    }

    private Uni<Void> change(Caller caller, UUID id, Function<Download, Uni<Void>> step) {
        return transactions.write(
                AuditActor.user(caller.userId()),
                () -> repository
                        .locked(id)
                        .map(found -> found.filter(
                                        download -> caller.has(Role.MODERATOR) || download.belongsTo(caller.userId()))
                                .orElseThrow(() -> ProblemException.notFound("download")))
                        .chain(step::apply));
    }
}
