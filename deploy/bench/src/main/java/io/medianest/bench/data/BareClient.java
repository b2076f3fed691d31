package io.medianest.bench.data;

import io.medianest.events.EventJson;
import io.medianest.events.media.MediaRequestCreated;
import io.medianest.events.media.RequestedMedia;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * One connection to the database that runs the same statements as media-service, as role and with prepared statements as
 * it does, and nothing else: no HTTP, no tokens, no limits, no metrics, no JSON.
 */
public final class BareClient {
    private static final String ACTOR =
            "select set_config('app.actor_id', $1, true), set_config('app.correlation_id', $2, true)";
    private static final String REQUEST = """
            insert into media_requests (id, user_id, title, media_type, tmdb_id, status, submission_state, attempts,
              title_verified, all_seasons, created_at, updated_at, version)
            values ($1, $2, $3, 'movie', $4, 'pending', 'none', 0, false, false, now(), now(), 0)
            """;
    private static final String HISTORY = """
            insert into media_request_history (id, request_id, actor_id, source, to_status, created_at)
            values ($1, $2, $3, 'user', 'pending', now())
            """;
    private static final String OUTBOX = """
            insert into outbox_events (id, topic, key, type, aggregate_version, payload, correlation_id)
            values ($1, 'medianest.media-requests', $2, 'media-request.created', 0, cast(cast($3 as text) as jsonb), $4)
            """;

    private final PgConnection connection;

    private BareClient(PgConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param uri without password
     * @param pipelining how many statements may be under way at a time
     */
    public static Future<BareClient> open(Vertx vertx, String uri, String role, String password, int pipelining) {
        PgConnectOptions options = PgConnectOptions.fromUri(uri)
                .setUser(role)
                .setPassword(password)
                .setPipeliningLimit(pipelining)
                .setCachePreparedStatements(true);
        return PgConnection.connect(vertx, options).map(BareClient::new);
    }

    /** The list of a person's newest requests, by the service's own statement. */
    public Future<RowSet<Row>> list(String sql, UUID person, int rows) {
        return connection.preparedQuery(sql).execute(Tuple.of(person, rows));
    }

    /** A request with its history and its event, in one transaction. */
    public Future<Void> create(UUID person, String tmdbId) {
        UUID id = UUID.randomUUID();
        String title = "TMDB " + tmdbId;
        String event = EventJson.write(
                new MediaRequestCreated(new RequestedMedia(id, person, "movie", tmdbId, title), List.of()));
        String correlation = UUID.randomUUID().toString();
        return connection
                .begin()
                .compose(transaction -> run(ACTOR, Tuple.of(person.toString(), correlation))
                        .compose(done -> run(REQUEST, Tuple.of(id, person, title, tmdbId)))
                        .compose(done -> run(HISTORY, Tuple.of(UUID.randomUUID(), id, person)))
                        .compose(done -> run(OUTBOX, Tuple.of(UUID.randomUUID(), id.toString(), event, correlation)))
                        .compose(done -> transaction.commit()));
    }

    /** Ends the connection. */
    public Future<Void> close() {
        return connection.close();
    }

    private Future<RowSet<Row>> run(String sql, Tuple values) {
        PreparedQuery<RowSet<Row>> query = connection.preparedQuery(sql);
        return query.execute(values);
    }
}
