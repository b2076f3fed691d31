package io.medianest.youtube.queue;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The rests of the whole queue, which all instances keep. */
@ApplicationScoped
class PauseRepository {
    /** What was under way when a rest began may fail too; that makes no second rest of it. */
    private static final String PAUSE = """
            update queue_state
            set pauses = pauses + 1, pause_reason = ?1, updated_at = now(),
                paused_until = clock_timestamp()
                  + least(cast(?2 as bigint) * power(2, least(pauses, 20)), cast(?3 as bigint))
                    * (0.75 + random() / 4) * interval '1 millisecond'
            where paused_until is null or paused_until <= now()
            """;

    private static final String GO_ON = """
            update queue_state set pauses = 0, pause_reason = null, paused_until = null, updated_at = now()
            where pauses > 0 and (paused_until is null or paused_until <= now())
            """;

    /** Everything rests, if it does not already; longer each time. Answers whether a rest has begun. */
    Uni<Boolean> pause(String reason, Duration first, Duration longest) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PAUSE)
                        .setParameter(1, reason)
                        .setParameter(2, first.toMillis())
                        .setParameter(3, longest.toMillis())
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** YouTube answers again: the next rest would be a first one. */
    Uni<Void> goOn() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(GO_ON).executeUpdate())
                .replaceWithVoid();
    }
}
