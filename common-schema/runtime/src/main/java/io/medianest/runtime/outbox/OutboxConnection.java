package io.medianest.runtime.outbox;

import io.medianest.runtime.correlation.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The relay's own connection to the database: it holds the lock that makes this the slice's one active relay, and hears
 * of new rows. Used by the relay's thread only, which it blocks.
 */
final class OutboxConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxConnection.class);
    private static final String LEAD = "select pg_try_advisory_lock(hashtext('medianest.outbox'), hashtext($1))";
    private static final String NEXT = """
            select seq, id, topic, key, type, aggregate_version, payload::text as payload, correlation_id, traceparent,
                   created_at
            from outbox_events order by seq limit $1
            """;
    private static final String REMOVE = "delete from outbox_events where seq = any($1)";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final PgConnection connection;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean open = true;

    private OutboxConnection(PgConnection connection) {
        this.connection = connection;
        connection.notificationHandler(notification -> wake.release());
        connection.exceptionHandler(failure -> LOG.debugf("The relay's connection: %s", failure.getMessage()));
        connection.closeHandler(closed -> {
            open = false;
            wake.release();
        });
    }

    /** Connects; fails with {@link IOException} if the database does not answer. */
    static OutboxConnection open(Vertx vertx, OutboxConfig config) throws IOException, InterruptedException {
        String url = config.databaseUrl().replaceFirst("^vertx-reactive:", "");
        PgConnectOptions options = PgConnectOptions.fromUri(url)
                .setUser(config.databaseUsername())
                .setPassword(config.databasePassword())
                .setCachePreparedStatements(true)
                .setTcpKeepAlive(true)
                .addProperty("application_name", "medianest-outbox-relay")
                // The server lets go of the lock of a relay whose machine is gone within half a minute.
                .addProperty("tcp_keepalives_idle", "10")
                .addProperty("tcp_keepalives_interval", "5")
                .addProperty("tcp_keepalives_count", "4");
        return new OutboxConnection(get(PgConnection.connect(vertx, options)));
    }

    /** Tries to become the slice's active relay; stays it until this connection ends. */
    boolean tryLead(String slice) throws IOException, InterruptedException {
        return query(LEAD, Tuple.of(slice)).iterator().next().getBoolean(0);
    }

    /** Has {@link #awaitWork} return as soon as a row is committed. */
    void listen(String slice) throws IOException, InterruptedException {
        get(connection.query("listen outbox_" + slice).execute());
    }

    /** The rows to send next, oldest first. */
    List<OutgoingEvent> next(int limit) throws IOException, InterruptedException {
        List<OutgoingEvent> events = new ArrayList<>();
        for (Row row : query(NEXT, Tuple.of(limit))) {
            events.add(event(row));
        }
        return events;
    }

    /** Deletes rows that Kafka has acknowledged. */
    void remove(List<Long> seqs) throws IOException, InterruptedException {
        if (!seqs.isEmpty()) {
            query(REMOVE, Tuple.of(seqs.toArray(Long[]::new)));
        }
    }

    /** Waits until there may be new rows, the connection is lost, or that time is over. */
    void awaitWork(Duration atMost) throws IOException, InterruptedException {
        boolean woken = wake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (woken) {
            wake.drainPermits();
        }
        if (!open) {
            throw new IOException("The connection to the database was lost");
        }
    }

    /** Whether the connection, and with it the lock, is still there as far as this side knows. */
    boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        connection.close();
    }

    private RowSet<Row> query(String sql, Tuple parameters) throws IOException, InterruptedException {
        return get(connection.preparedQuery(sql).execute(parameters));
    }

    private static OutgoingEvent event(Row row) {
        return new OutgoingEvent(
                row.getLong("seq"),
                row.getUUID("id"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getLong("aggregate_version"),
                row.getString("payload"),
                new Correlation(row.getString("correlation_id"), row.getString("traceparent")),
                row.getOffsetDateTime("created_at"));
    }

    private static <T> T get(Future<T> answer) throws IOException, InterruptedException {
        try {
            return answer.toCompletionStage()
                    .toCompletableFuture()
                    .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("The database did not answer within " + ANSWER_WITHIN, e);
        }
    }
}
