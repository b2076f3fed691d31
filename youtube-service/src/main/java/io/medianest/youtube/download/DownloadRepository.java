package io.medianest.youtube.download;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Downloads, for changing them; lists are read by {@link DownloadQueries}. */
@ApplicationScoped
class DownloadRepository implements PanacheRepositoryBase<Download, UUID> {
    private static final String ITEMS_AGAIN = """
            update youtube_download_items
            set status = 'queued', failure_reason = null, failure_kind = null, last_error = null, attempts = 0,
                next_attempt_at = now(), lease_owner = null, lease_until = null, completed_at = null, updated_at = now()
            where download_id = ?1 and status = 'failed'
            """;
    private static final String LISTING_AND_PLEX_AGAIN = """
            update youtube_downloads
            set index_attempts = 0, index_next_attempt_at = now(), plex_state = 'none', plex_attempts = 0,
                plex_next_attempt_at = null, plex_error = null
            where id = ?1
            """;

    private static final String PLEX_AGAIN = """
            update youtube_downloads
            set plex_state = 'waiting', plex_attempts = 0, plex_next_attempt_at = null, plex_error = null,
                version = version + 1, updated_at = now()
            where id = ?1 and plex_state = 'failed'
            """;

    /** Stores a new download. */
    Uni<Download> add(Download download) {
        return persist(download);
    }

    /** The download, locked until the transaction ends, so that the queue waits and sees what was done. */
    Uni<Optional<Download>> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(Optional::ofNullable);
    }

    /** The downloads of a person that have not ended, locked as {@link #locked}. */
    Uni<List<Download>> openOf(UUID userId) {
        return find("userId = ?1 and status in (?2, ?3)", userId, DownloadStatus.QUEUED, DownloadStatus.DOWNLOADING)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Has the queue try again what failed: the videos, or the list of them. */
    Uni<Void> again(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ITEMS_AGAIN)
                        .setParameter(1, id)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(LISTING_AND_PLEX_AGAIN)
                                .setParameter(1, id)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    /** Has its files looked for in Plex again, and nothing else. */
    Uni<Void> intoPlexAgain(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PLEX_AGAIN)
                        .setParameter(1, id)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
