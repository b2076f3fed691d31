package io.medianest.youtube.download;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.medianest.runtime.paging.TextPageRequest;
import io.medianest.runtime.paging.TextPosition;
import io.medianest.youtube.progress.Progress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads downloads as the API shows them: each answer is one prepared statement into records. */
@ApplicationScoped
class DownloadQueries {
    private static final String COLUMNS = """
            select d.id, d.user_id, d.playlist_url, d.playlist_title, d.quality, d.single_video, d.status,
                   d.failure_reason, d.last_error, d.cancel_requested_at is not null as cancel_requested, d.items_total,
                   d.items_done, d.items_failed, d.file_paths, d.plex_collection_id, d.plex_state, d.plex_error,
                   d.created_at, d.completed_at
            """;

    private static final String PERSON = ", u.name as user_name, u.image as user_image\n";
    private static final String FROM = " from youtube_downloads d ";
    private static final String WITH_PERSON = FROM + " left join auth.user_directory u on u.id = d.user_id ";
    private static final String BY_ID =
            COLUMNS + PERSON + WITH_PERSON + " where d.id = $1 and ($2::uuid is null or d.user_id = $2)";

    private static final String ITEMS = """
            select i.video_id, i.position, i.title, i.duration_seconds, i.status, i.failure_reason, i.last_error,
                   i.attempts, i.file_path, i.file_bytes, i.completed_at
            from youtube_downloads d
            left join youtube_download_items i on i.download_id = d.id and i.position > $3
            where d.id = $1 and ($2::uuid is null or d.user_id = $2)
            order by i.position
            limit $4
            """;

    private final Pool pool;

    DownloadQueries(Pool pool) {
        this.pool = pool;
    }

    /**
     * One download.
     *
     * @param userId whose it must be; null for anybody's, which also names who wants it
     * @return empty if there is none of that id for that person
     */
    Uni<Optional<DownloadView>> byId(UUID id, @Nullable UUID userId, List<Progress> running) {
        return pool.preparedQuery(BY_ID)
                .execute(Tuple.of(id, userId))
                .map(rows -> list(rows, row -> DownloadRows.download(row, userId == null, running)).stream()
                        .findFirst());
    }

    /** A page of downloads, newest first. */
    Uni<Page<DownloadView>> page(DownloadFilter filter, PageRequest request, List<Progress> running) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where true");
        if (filter.userId() != null) {
            values.add(filter.userId());
            where.append(" and d.user_id = $").append(values.size());
        }
        if (filter.status() != null) {
            values.add(filter.status());
            where.append(" and d.status = $").append(values.size());
        }
        Position after = request.after();
        if (after != null) {
            values.add(after.createdAt().atOffset(ZoneOffset.UTC));
            values.add(after.id());
            where.append(" and (d.created_at, d.id) < ($%d, $%d)".formatted(values.size() - 1, values.size()));
        }
        values.add(request.fetch());
        String sql = COLUMNS + (filter.withPeople() ? PERSON + WITH_PERSON : FROM) + where
                + " order by d.created_at desc, d.id desc limit $" + values.size();
        return pool.preparedQuery(sql)
                .execute(Tuple.from(values))
                .map(rows -> Page.of(
                        list(rows, row -> DownloadRows.download(row, filter.withPeople(), running)),
                        request,
                        view -> new Position(view.createdAt(), view.id())));
    }

    /**
     * A page of a download's videos, in the playlist's order.
     *
     * @param userId whose it must be; null for anybody's
     * @return empty if there is no such download for that person
     */
    Uni<Optional<Page<VideoView>>> items(
            UUID id, @Nullable UUID userId, TextPageRequest request, List<Progress> running) {
        TextPosition after = request.after();
        return pool.preparedQuery(ITEMS)
                .execute(Tuple.of(id, userId, after == null ? -1 : (int) after.id(), request.fetch()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(request.page(
                                list(rows, row -> DownloadRows.item(row, id, running)).stream()
                                        .flatMap(Optional::stream)
                                        .toList(),
                                item -> new TextPosition("", item.position()),
                                Function.identity())));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> view) {
        List<T> list = new ArrayList<>();
        for (Row row : rows) {
            list.add(view.apply(row));
        }
        return list;
    }
}
