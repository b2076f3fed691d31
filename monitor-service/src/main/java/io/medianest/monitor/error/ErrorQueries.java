package io.medianest.monitor.error;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads errors and their groups. */
@ApplicationScoped
public class ErrorQueries {
    private static final String ERROR = """
            select l.id, l.correlation_id, l.user_id, l.service, l.error_code, l.error_message, l.stack_trace,
                   l.request_path, l.request_method, l.route, l.status_code, l.fingerprint, l.metadata, l.created_at
            from error_logs l
            """;
    private static final String GROUP = """
            select g.id, g.fingerprint, g.error_code, g.title, g.service, g.route, g.status, g.occurrences,
                   g.first_seen_at, g.last_seen_at, g.resolved_at, g.resolved_by, g.version
            from error_groups g
            """;
    private static final String RATES = """
            select l.service, l.request_method, l.route,
                   cast(sum(coalesce(cast(l.metadata ->> 'count' as bigint), 1)) as bigint) as errors
            from error_logs l
            where l.created_at >= $1
            group by l.service, l.request_method, l.route
            order by errors desc, l.service, l.route
            limit 100
            """;

    private final Pool pool;

    ErrorQueries(Pool pool) {
        this.pool = pool;
    }

    /** One error; empty if there is none of that id. */
    Uni<Optional<ErrorView>> error(UUID id) {
        return pool.preparedQuery(ERROR + " where l.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> list(rows, ErrorRows::error).stream().findFirst());
    }

    /** The errors of one call, newest first. */
    public Uni<List<ErrorView>> ofCall(String correlationId, int most) {
        return pool.preparedQuery(ERROR + " where l.correlation_id = $1 order by l.created_at desc, l.id desc limit $2")
                .execute(Tuple.of(correlationId, most))
                .map(rows -> list(rows, ErrorRows::error));
    }

    /** A page of errors, newest first. */
    Uni<Page<ErrorView>> page(ErrorListParameters filter, PageRequest request) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where true");
        equal(where, values, "l.correlation_id", filter.correlationId());
        equal(where, values, "l.error_code", filter.errorCode());
        equal(where, values, "l.fingerprint", filter.fingerprint());
        equal(where, values, "l.service", filter.service());
        after(where, values, "(l.created_at, l.id)", request);
        values.add(request.fetch());
        return pool.preparedQuery(ERROR + where + " order by l.created_at desc, l.id desc limit $" + values.size())
                .execute(Tuple.from(values))
                .map(rows -> Page.of(
                        list(rows, ErrorRows::error), request, error -> new Position(error.createdAt(), error.id())));
    }

    /** One group; empty if there is none of that id. */
    Uni<Optional<ErrorGroupView>> group(UUID id) {
        return pool.preparedQuery(GROUP + " where g.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> list(rows, ErrorRows::group).stream().findFirst());
    }

    /**
     * A page of groups, those seen last first.
     *
     * @param status one status; null for any
     */
    Uni<Page<ErrorGroupView>> groups(@Nullable String status, PageRequest request) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where true");
        equal(where, values, "g.status", status);
        after(where, values, "(g.last_seen_at, g.id)", request);
        values.add(request.fetch());
        return pool.preparedQuery(GROUP + where + " order by g.last_seen_at desc, g.id desc limit $" + values.size())
                .execute(Tuple.from(values))
                .map(rows -> Page.of(
                        list(rows, ErrorRows::group), request, group -> new Position(group.lastSeenAt(), group.id())));
    }

    /** Where the errors since then come from. */
    Uni<List<ErrorRates.Item>> rates(Instant since, Duration window) {
        double hours = window.toMinutes() / 60.0;
        return pool.preparedQuery(RATES)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                .map(rows -> list(
                        rows,
                        row -> new ErrorRates.Item(
                                row.getString("service"),
                                row.getString("request_method"),
                                row.getString("route"),
                                row.getLong("errors"),
                                row.getLong("errors") / hours)));
    }

    private static void equal(StringBuilder where, List<Object> values, String column, @Nullable String value) {
        if (value != null) {
            values.add(value);
            where.append(" and ").append(column).append(" = $").append(values.size());
        }
    }

    private static void after(StringBuilder where, List<Object> values, String columns, PageRequest request) {
        Position after = request.after();
        if (after != null) {
            values.add(after.createdAt().atOffset(ZoneOffset.UTC));
            values.add(after.id());
            where.append(" and %s < ($%d, $%d)".formatted(columns, values.size() - 1, values.size()));
        }
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> view) {
        List<T> list = new ArrayList<>();
        for (Row row : rows) {
            list.add(view.apply(row));
        }
        return list;
    }
}
