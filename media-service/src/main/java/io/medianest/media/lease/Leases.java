package io.medianest.media.lease;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets one instance at a time do a recurring piece of work, by a lease in the database: whoever holds it does the work;
 * if that instance is killed, another one goes on once the lease has run out.
 */
@ApplicationScoped
public class Leases {
    private static final Logger LOG = Logger.getLogger(Leases.class);
    /** Work is given up before the lease runs out, so that two instances never do it at once. */
    private static final double SHARE_FOR_WORK = 0.8;

    /** Timers are not exact: the next round of the same instance must not find that it is a moment too early. */
    private static final double SHARE_OF_PAUSE = 0.9;

    private static final int MAX_ERROR = 500;

    private static final String TAKE = """
            insert into sync_state as s (name, lease_owner, lease_until, last_started_at, updated_at)
            values ($1, $2, now() + $3::bigint * interval '1 millisecond', now(), now())
            on conflict (name) do update
              set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until,
                  last_started_at = excluded.last_started_at, requested_at = null, updated_at = now()
              where (s.lease_until is null or s.lease_until < now())
                and (s.requested_at is not null or s.last_started_at is null
                  or s.last_started_at <= now() - $4::bigint * interval '1 millisecond')
            returning s.cursor #>> '{}' as cursor
            """;
    private static final String GIVE_BACK = """
            update sync_state
            set lease_until = null, updated_at = now(), last_error = $4,
                last_success_at = case when $4::varchar is null then now() else last_success_at end,
                cursor = case when $3::varchar is null then cursor else to_jsonb($3::varchar) end
            where name = $1 and lease_owner = $2
            """;

    private final Pool pool;
    private final String owner = UUID.randomUUID().toString();

    Leases(Pool pool) {
        this.pool = pool;
    }

    /**
     * Does the work if no other instance is at it, for at most four fifths of the lease.
     *
     * @param name names the work, the same in every instance
     * @param length how long others wait for an instance that was killed at the work
     * @param work gets where the last one left off, if that said so, and answers where it leaves off, or null
     * @return whether it was done here; a failure of the work is recorded and passed on
     */
    public Uni<Boolean> run(String name, Duration length, Function<Optional<String>, Uni<@Nullable String>> work) {
        return run(name, length, Duration.ZERO, work);
    }

    /**
     * Does the work as {@link #run(String, Duration, Function)} does, unless some instance has begun with it less than
     * nine tenths of the pause ago and nobody has asked for it since: however many instances there are, it is done as often as by one.
     */
    public Uni<Boolean> run(
            String name, Duration length, Duration pause, Function<Optional<String>, Uni<@Nullable String>> work) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(name, owner, length.toMillis(), (long) (pause.toMillis() * SHARE_OF_PAUSE)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : holding(name, length, rows, work).replaceWith(true));
    }

    private Uni<Void> holding(
            String name, Duration length, RowSet<Row> rows, Function<Optional<String>, Uni<@Nullable String>> work) {
        Optional<String> left = Optional.ofNullable(rows.iterator().next().getString("cursor"));
        Duration limit = Duration.ofMillis((long) (length.toMillis() * SHARE_FOR_WORK));
        return Uni.createFrom()
                .deferred(() -> work.apply(left))
                .ifNoItem()
                .after(limit)
                .fail()
                .onItemOrFailure()
                .transformToUni((leaves, failure) -> giveBack(name, leaves, failure)
                        .chain(() -> failure == null
                                ? Uni.createFrom().voidItem()
                                : Uni.createFrom().failure(failure)));
    }

    /** If the database is away, the lease ends by itself. */
    private Uni<Void> giveBack(String name, @Nullable String leaves, @Nullable Throwable failure) {
        String error = failure == null ? null : failure.toString();
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(
                        name,
                        owner,
                        leaves,
                        error == null ? null : error.substring(0, Math.min(error.length(), MAX_ERROR))))
                .onFailure()
                .invoke(lost -> LOG.warnf("The lease of %s could not be given back: %s", name, lost.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
