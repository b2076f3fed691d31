package io.medianest.youtube.collection;

import io.medianest.events.youtube.YouTubeDownloadEvent;
import io.medianest.events.youtube.YouTubeDownloadInPlex;
import io.medianest.events.youtube.YouTubeDownloadNotInPlex;
import io.medianest.persistence.event.Outbox;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.youtube.collection.CollectionRepository.Ended;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The downloads that are to be shown in Plex; each method is a transaction. */
@ApplicationScoped
class CollectionQueue {
    private static final AuditActor SERVICE = AuditActor.service("youtube-service");

    private final Transactions transactions;
    private final CollectionRepository repository;
    private final Outbox outbox;
    private final String owner = UUID.randomUUID().toString();

    CollectionQueue(Transactions transactions, CollectionRepository repository, Outbox outbox) {
        this.transactions = transactions;
        this.repository = repository;
        this.outbox = outbox;
    }

    /** Those that are due, now this instance's; none while any instance still has some. */
    Uni<List<Waiting>> claim(Duration lease) {
        return transactions.write(
                SERVICE, () -> repository.alone().chain(() -> repository.claim(UUID.fromString(owner), lease)));
    }

    /** What a download has on the disk, in the order of its playlist. */
    Uni<List<StoredFile>> files(Waiting download) {
        return transactions.read(() -> repository.files(download.id()));
    }

    /** The collection that was made for it, or for another download of its playlist. */
    Uni<Optional<Long>> collectionOf(Waiting download) {
        return download.collection() != null
                ? Uni.createFrom().item(Optional.of(download.collection()))
                : transactions.read(() -> repository.collectionOf(download.playlistId()));
    }

    /** Which of these collections were made for other playlists. */
    Uni<Set<Long>> ofOthers(List<Long> collections, Waiting download) {
        return collections.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : transactions.read(() -> repository.ofOthers(collections, download.playlistId()));
    }

    /** Remembers as what Plex knows the videos of a download. */
    Uni<Void> found(Waiting download, Map<UUID, Long> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : transactions.write(SERVICE, () -> repository.found(download.id(), keys));
    }

    /** Remembers its collection as soon as there is one. */
    Uni<Void> shelved(Waiting download, long collection) {
        return Long.valueOf(collection).equals(download.collection())
                ? Uni.createFrom().voidItem()
                : transactions.write(SERVICE, () -> repository.shelved(download.id(), collection));
    }

    /** All of it is in Plex. */
    Uni<Void> done(Waiting download) {
        return ended(
                download,
                "done",
                null,
                ended -> new YouTubeDownloadInPlex(ended.download(), ended.status(), ended.collection()));
    }

    /** Nothing more is waited for. */
    Uni<Void> failed(Waiting download, String why) {
        return ended(
                download,
                "failed",
                why,
                ended -> new YouTubeDownloadNotInPlex(ended.download(), ended.status(), ended.collection(), why));
    }

    private Uni<Void> ended(
            Waiting download, String state, @Nullable String error, Function<Ended, YouTubeDownloadEvent> event) {
        return transactions.write(
                SERVICE,
                () -> repository
                        .ended(download.id(), state, error)
                        .chain(ended -> ended.map(now -> outbox.append(event.apply(now), now::version))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    /** Looks again after the pause. */
    Uni<Void> later(Waiting download, String why, Duration pause) {
        return transactions.write(SERVICE, () -> repository.later(download.id(), why, pause, 0));
    }

    /** Plex could not be asked: it is as if it had not been tried. */
    Uni<Void> putOff(Waiting download, String why, Duration pause) {
        return transactions.write(SERVICE, () -> repository.later(download.id(), why, pause, 1));
    }
}
