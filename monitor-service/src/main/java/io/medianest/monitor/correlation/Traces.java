package io.medianest.monitor.correlation;

import io.medianest.monitor.audit.AuditEntry;
import io.medianest.monitor.audit.AuditQueries;
import io.medianest.monitor.correlation.Trace.TracedDownload;
import io.medianest.monitor.correlation.Trace.TracedRequest;
import io.medianest.monitor.error.ErrorQueries;
import io.medianest.monitor.error.ErrorView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gathers what belongs to one call. */
@ApplicationScoped
class Traces {
    private static final int MOST = 100;
    private static final String REQUESTS = "media.media_requests";
    private static final Pattern REQUEST_PATH = pathOf("media-requests");
    private static final String SELECT_REQUESTS = """
            select r.id, r.title, r.media_type, r.status, r.created_at from media.request_summaries r
            where r.id = any($1) order by r.created_at, r.id
            """;
    private static final String DOWNLOADS = "youtube.youtube_downloads";
    private static final Pattern DOWNLOAD_PATH = pathOf("youtube-downloads");
    private static final String SELECT_DOWNLOADS = """
            select d.id, d.playlist_title, d.status, d.created_at from youtube.download_summaries d
            where d.id = any($1) order by d.created_at, d.id
            """;

    private final ErrorQueries errors;
    private final AuditQueries audit;
    private final Pool pool;

    Traces(ErrorQueries errors, AuditQueries audit, Pool pool) {
        this.errors = errors;
        this.audit = audit;
        this.pool = pool;
    }

    /** What is known of a call; empty lists if nothing is. */
    Uni<Trace> of(String correlationId) {
        return Uni.combine()
                .all()
                .unis(errors.ofCall(correlationId, MOST + 1), audit.ofCall(correlationId, MOST + 1))
                .asTuple()
                .chain(found -> trace(correlationId, found.getItem1(), found.getItem2()));
    }

    private Uni<Trace> trace(String correlationId, List<ErrorView> failed, List<AuditEntry> changed) {
        List<ErrorView> errorsShown = failed.stream().limit(MOST).toList();
        List<AuditEntry> changesShown = changed.stream().limit(MOST).toList();
        boolean complete = failed.size() <= MOST && changed.size() <= MOST;
        return Uni.combine()
                .all()
                .unis(
                        rows(SELECT_REQUESTS, ids(errorsShown, REQUEST_PATH, changesShown, REQUESTS), Traces::request),
                        rows(
                                SELECT_DOWNLOADS,
                                ids(errorsShown, DOWNLOAD_PATH, changesShown, DOWNLOADS),
                                Traces::download))
                .with((requests, downloads) ->
                        new Trace(correlationId, errorsShown, changesShown, requests, downloads, complete));
    }

    private static UUID[] ids(List<ErrorView> failed, Pattern inPath, List<AuditEntry> changed, String table) {
        return Stream.concat(
                        changed.stream()
                                .filter(entry -> entry.table().equals(table))
                                .map(AuditEntry::rowId),
                        failed.stream()
                                .flatMap(error ->
                                        inPath.matcher(error.requestPath()).results())
                                .map((MatchResult match) -> match.group(1)))
                .distinct()
                .map(UUID::fromString)
                .toArray(UUID[]::new);
    }

    private <T> Uni<List<T>> rows(String select, UUID[] ids, Function<Row, T> view) {
        if (ids.length == 0) {
            return Uni.createFrom().item(List.of());
        }
        return pool.preparedQuery(select).execute(Tuple.of(ids)).map(rows -> {
            List<T> views = new ArrayList<>();
            rows.forEach(row -> views.add(view.apply(row)));
            return views;
        });
    }

    private static TracedRequest request(Row row) {
        return new TracedRequest(
                row.getUUID("id"),
                row.getString("title"),
                row.getString("media_type"),
                row.getString("status"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static TracedDownload download(Row row) {
        return new TracedDownload(
                row.getUUID("id"),
                row.getString("playlist_title"),
                row.getString("status"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Pattern pathOf(String resource) {
        return Pattern.compile("/" + resource + "/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    }
}
