package io.medianest.media.overseerr;

import io.medianest.media.overseerr.OverseerrUnavailableException.Reason;
import io.medianest.runtime.outbound.CallersContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Lets two changes at a time through to Overseerr, counted over all instances in the database: many at once hang it for
 * good. A change whose answer is missing keeps its slot until the lease runs out, because it may still be under way there.
 */
@ApplicationScoped
class WriteSlots {
    private static final Logger LOG = Logger.getLogger(WriteSlots.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final String TAKE = """
            insert into sync_state as s (name, lease_owner, lease_until, last_started_at, updated_at)
            select slot.name, $1::varchar, now() + $2::bigint * interval '1 millisecond', now(), now()
            from (select 'overseerr-change-' || n as name from generate_series(1, 2) n) slot
            where not exists (select from sync_state o where o.name = slot.name and o.lease_until >= now())
            order by slot.name
            limit 1
            on conflict (name) do update
              set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until,
                  last_started_at = excluded.last_started_at, updated_at = now()
              where s.lease_until is null or s.lease_until < now()
            """;
    private static final String GIVE_BACK =
            "update sync_state set lease_until = null, updated_at = now(), last_success_at = now()"
                    + " where lease_owner = $1 and name like 'overseerr-change-%'";

    private final Pool pool;
    private final Duration lease;
    private final int looks;

    WriteSlots(Pool pool, OverseerrConfig config) {
        this.pool = pool;
        lease = config.writeTimeout().multipliedBy(2);
        looks = Math.toIntExact(config.writeTimeout().dividedBy(LOOK));
    }

    /** Makes a change in one of the slots; fails with {@code RESTING} if none becomes free within a write's time-out. */
    Uni<Answer> within(Supplier<Uni<Answer>> change) {
        String owner = UUID.randomUUID().toString();
        return CallersContext.keep(taken(owner, looks)
                .chain(() -> change.get()
                        .onItem()
                        .call(answer -> giveBack(owner))
                        .onFailure(WriteSlots::isOver)
                        .call(failure -> giveBack(owner))));
    }

    private Uni<Void> taken(String owner, int more) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(owner, lease.toMillis()))
                .chain(rows -> rows.rowCount() > 0
                        ? Uni.createFrom().voidItem()
                        : more == 0
                                ? Uni.createFrom().failure(new OverseerrUnavailableException(Reason.RESTING, false))
                                : Uni.createFrom()
                                        .voidItem()
                                        .onItem()
                                        .delayIt()
                                        .by(LOOK)
                                        .chain(() -> taken(owner, more - 1)));
    }

    private static boolean isOver(Throwable failure) {
        return !(failure instanceof OverseerrUnavailableException unavailable
                && unavailable.reason() == Reason.TIMEOUT);
    }

    /** If the database is away, the slot becomes free by itself. */
    private Uni<Void> giveBack(String owner) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(owner))
                .onFailure()
                .invoke(lost -> LOG.warnf("A slot for changes could not be given back: %s", lost.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
