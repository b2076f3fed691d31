package io.medianest.youtube.queue;

import io.medianest.youtube.file.FileNames;
import io.medianest.youtube.file.MediaRoot;
import io.medianest.youtube.quota.Quotas;
import io.medianest.youtube.ytdlp.Outcome;
import io.medianest.youtube.ytdlp.VideoOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Where videos lie below the folder of all videos, and how much whoever wants them may have there. */
@ApplicationScoped
class Places {
    private final MediaRoot root;
    private final Vertx vertx;
    private final Quotas quotas;

    Places(MediaRoot root, Vertx vertx, Quotas quotas) {
        this.root = root;
        this.vertx = vertx;
        this.quotas = quotas;
    }

    /** How many bytes whoever wants a video may still have. */
    Uni<Long> room(Claim claim) {
        Claim.Stored stored = claim.stored();
        return quotas.room(claim.userId(), stored == null ? null : stored.id());
    }

    /**
     * What is to be downloaded, and to where: a folder for each playlist and quality.
     *
     * @param room the most bytes that it may have
     */
    VideoOrder order(Claim claim, long room) {
        String title = claim.collectionTitle();
        Path folder = root.inside(
                Path.of(FileNames.folder(title == null ? "" : title, claim.collectionId(), claim.quality())));
        return new VideoOrder(
                claim.videoId(),
                claim.quality(),
                FileNames.stem(claim.position(), claim.shownTitle(), claim.videoId()),
                folder,
                room);
    }

    /** Deletes a file that came and may not stay. */
    Uni<Void> delete(Outcome.Done done) {
        return vertx.fileSystem().delete(root.inside(done.file()).toString());
    }

    /** Whether a file that was there still is. */
    Uni<Boolean> exists(String path) {
        return vertx.fileSystem().exists(root.inside(Path.of(path)).toString());
    }

    /**
     * The row of a file that came.
     *
     * @throws IllegalArgumentException if it lies elsewhere
     */
    String row(Claim claim, Outcome.Done done) {
        Path file = root.inside(done.file());
        return new JsonObject()
                .put("video_id", claim.videoId())
                .put("quality", claim.quality().wireName())
                .put("file_path", root.path().relativize(file).toString())
                .put("file_bytes", done.bytes())
                .put("title", ListedItems.shortened(done.title()))
                .put("duration_seconds", done.durationSeconds())
                .put("width", done.width())
                .put("height", done.height())
                .encode();
    }
}
