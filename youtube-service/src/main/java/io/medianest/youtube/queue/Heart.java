package io.medianest.youtube.queue;

import io.medianest.youtube.queue.Held.Stop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps the leases of the videos that this instance downloads, and stops what must not go on: what somebody took back,
 * what another instance has by now, and everything if the leases could not be kept.
 */
@ApplicationScoped
class Heart {
    private static final Logger LOG = Logger.getLogger(Heart.class);
    /** Stopping takes a while; it must be done when the lease runs out. */
    private static final double SHARE_OF_LEASE = 0.6;

    private static final String BEAT = """
            update youtube_download_items i
            set lease_until = clock_timestamp() + $3::bigint * interval '1 millisecond'
            from youtube_downloads d
            where i.id = any($1) and i.lease_owner = $2 and i.status = 'downloading' and d.id = i.download_id
            returning i.id, d.cancel_requested_at is not null as cancelled
            """;

    private final Pool pool;
    private final DownloadQueue queue;
    private final Held held;
    private final QueueConfig config;
    private volatile long lastBeat = System.nanoTime();

    Heart(Pool pool, DownloadQueue queue, Held held, QueueConfig config) {
        this.pool = pool;
        this.queue = queue;
        this.held = held;
        this.config = config;
    }

    /** Beats once; never fails. */
    Uni<Void> beat() {
        Set<UUID> ids = held.ids();
        long begun = System.nanoTime();
        if (ids.isEmpty()) {
            lastBeat = begun;
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(BEAT)
                .execute(Tuple.of(
                        ids.toArray(UUID[]::new), queue.owner(), config.lease().toMillis()))
                .invoke(rows -> {
                    lastBeat = begun;
                    look(ids, rows);
                })
                .onFailure()
                .invoke(this::missed)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Stops everything if the leases are about to run out; a beat that hangs does not answer. */
    void check() {
        boolean late =
                System.nanoTime() - lastBeat > SHARE_OF_LEASE * config.lease().toNanos();
        if (late && !held.isEmpty()) {
            LOG.warn("The leases of what is being downloaded could not be kept; it stops");
            held.stopAll(Stop.LOST);
        }
    }

    private void look(Set<UUID> ids, RowSet<Row> rows) {
        Set<UUID> lost = new HashSet<>(ids);
        for (Row row : rows) {
            UUID id = row.getUUID("id");
            lost.remove(id);
            if (row.getBoolean("cancelled")) {
                held.stop(id, Stop.CANCELLED);
            }
        }
        lost.forEach(id -> held.stop(id, Stop.LOST));
    }

    private void missed(Throwable failure) {
        LOG.warnf("The leases of what is being downloaded were not kept this time: %s", failure.toString());
    }
}
