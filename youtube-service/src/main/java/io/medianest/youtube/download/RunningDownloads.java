package io.medianest.youtube.download;

import io.medianest.youtube.progress.Progress;
import io.medianest.youtube.progress.ProgressBoard;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far the downloads are of which something is being downloaded right now, by any instance. */
@ApplicationScoped
public class RunningDownloads {
    private static final String COUNTS = """
            select id, user_id, status, items_total, items_done, items_failed from youtube_downloads
            where id = any($1) and status in ('queued', 'downloading')
            """;

    private final ProgressBoard board;
    private final Pool pool;

    RunningDownloads(ProgressBoard board, Pool pool) {
        this.board = board;
        this.pool = pool;
    }

    /**
     * One of them.
     *
     * @param userId whose it is; null once that person is gone
     * @param progress of the whole download
     * @param videos those that are being downloaded
     */
    public record Running(UUID id, @Nullable UUID userId, ProgressView progress, List<Progress> videos) {}

    /** All of them. */
    public Uni<List<Running>> all() {
        return board.all().chain(running -> {
            Map<UUID, List<Progress>> byDownload =
                    running.stream().collect(Collectors.groupingBy(Progress::downloadId));
            return byDownload.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : pool.preparedQuery(COUNTS)
                            .execute(Tuple.of(byDownload.keySet().toArray(UUID[]::new)))
                            .map(rows -> join(rows, byDownload));
        });
    }

    private static List<Running> join(RowSet<Row> rows, Map<UUID, List<Progress>> byDownload) {
        List<Running> all = new ArrayList<>();
        for (Row row : rows) {
            UUID id = row.getUUID("id");
            List<Progress> videos = byDownload.getOrDefault(id, List.of());
            all.add(new Running(id, row.getUUID("user_id"), DownloadRows.progress(row, videos), videos));
        }
        return all;
    }
}
