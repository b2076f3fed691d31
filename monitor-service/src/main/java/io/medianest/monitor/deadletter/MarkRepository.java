package io.medianest.monitor.deadletter;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What was done with dead letters, since Kafka can neither change nor delete one. Forgotten when Kafka forgets them. */
@ApplicationScoped
class MarkRepository {
    private static final String ALL = "select id, state, marked_at from dead_letter_marks";
    private static final String MARK = """
            insert into dead_letter_marks (id, state, marked_by) values (?1, ?2, ?3)
            on conflict (id) do update set state = excluded.state, marked_by = excluded.marked_by, marked_at = now()
            """;
    private static final String FORGET = "delete from dead_letter_marks where marked_at < now() - interval '31 days'";

    private final Pool pool;

    MarkRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * What was done.
     *
     * @param replayed when which letter was last given to its consumer again
     * @param discarded those that nobody wants to see any more
     */
    record Known(Map<String, Instant> replayed, Set<String> discarded) {}

    /** All there is. */
    Uni<Known> all() {
        return pool.query(ALL).execute().map(rows -> {
            Known known = new Known(new HashMap<>(), new HashSet<>());
            rows.forEach(row -> {
                if (row.getString("state").equals("discarded")) {
                    known.discarded().add(row.getString("id"));
                } else {
                    known.replayed()
                            .put(
                                    row.getString("id"),
                                    row.getOffsetDateTime("marked_at").toInstant());
                }
            });
            return known;
        });
    }

    /** In the running transaction. */
    Uni<Void> mark(String id, String state, UUID by) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(MARK)
                                .setParameter(1, id)
                                .setParameter(2, state)
                                .setParameter(3, by)
                                .executeUpdate()))
                .replaceWithVoid();
    }
}
