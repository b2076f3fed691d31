package io.medianest.youtube.queue;

import io.medianest.youtube.file.MediaRoot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** What came of videos that did not come as a whole: it is kept for the next attempt, and goes with the last one. */
@ApplicationScoped
class PartFiles {
    private static final Logger LOG = Logger.getLogger(PartFiles.class);
    private static final String WANTED = """
            select 1 from youtube_download_items i join youtube_downloads d on d.id = i.download_id
            where i.video_id = $1 and d.quality = $2 and i.status in ('queued', 'downloading') limit 1
            """;

    private final Pool pool;
    private final MediaRoot root;
    private final Vertx vertx;

    PartFiles(Pool pool, MediaRoot root, Vertx vertx) {
        this.pool = pool;
        this.root = root;
        this.vertx = vertx;
    }

    /** Deletes what came of a video, unless another download still wants it; never fails. */
    Uni<Void> forget(Claim claim) {
        String quality = claim.quality().wireName();
        String folder =
                root.inside(Path.of(".parts", claim.videoId() + "-" + quality)).toString();
        return pool.preparedQuery(WANTED)
                .execute(Tuple.of(claim.videoId(), quality))
                .chain(rows -> rows.size() > 0
                        ? Uni.createFrom().item(false)
                        : vertx.fileSystem().exists(folder))
                .chain(exists -> exists
                        ? vertx.fileSystem().deleteRecursive(folder)
                        : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("%s is left behind: %s", folder, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
