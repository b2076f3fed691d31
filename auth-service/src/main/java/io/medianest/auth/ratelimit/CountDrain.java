package io.medianest.auth.ratelimit;

import io.medianest.runtime.ratelimit.RecordedCounts;
import io.medianest.runtime.ratelimit.RedisScript;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes what Redis has counted to the record, in batches. A batch is set aside under a name, recorded once by that name,
 * and only then removed: whatever fails between, it is neither lost nor counted twice. What Redis loses is lost; the
 * record stays as it is.
 */
@ApplicationScoped
class CountDrain {
    private static final Logger LOG = Logger.getLogger(CountDrain.class);
    private static final String SET_ASIDE = RecordedCounts.KEY + ":batch";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // A batch that was set aside before goes first.
    private static final RedisScript TAKE = new RedisScript("""
            if redis.call('EXISTS', KEYS[2]) == 0 then
                if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
                redis.call('RENAME', KEYS[1], KEYS[2])
                redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            end
            return redis.call('HGETALL', KEYS[2])
            """);
    // Another instance may have removed it, and set the next one aside.
    private static final RedisScript REMOVE = new RedisScript("""
            if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then return redis.call('DEL', KEYS[1]) end
            return 0
            """);

    private final RedisAPI redis;
    private final RateLimitRecord record;
    private final Vertx vertx;
    private final Duration every;
    private volatile long timer;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * @param every how often what limits counted is written into the database
     */
    CountDrain(
            RedisAPI redis,
            RateLimitRecord record,
            Vertx vertx,
            @ConfigProperty(name = "medianest.rate-limit-record.every", defaultValue = "5s") Duration every) {
        this.redis = redis;
        this.record = record;
        this.vertx = vertx;
        this.every = every;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(every.toMillis(), id -> runOnce());
    }

    /** Redis is not there any more after this. */
    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** One at a time: a slow store makes the next batch larger, not the batches more. */
    private void runOnce() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        drain().chain(record::forget)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onTermination()
                .invoke(() -> running.set(false))
                .subscribe()
                .with(
                        done -> LOG.debug("Counts recorded"),
                        failure -> LOG.debugf("Counts could not be recorded yet: %s", failure.toString()));
    }

    private Uni<Void> drain() {
        return TAKE.run(
                        redis,
                        List.of(RecordedCounts.KEY, SET_ASIDE),
                        List.of(CountBatch.ID, UUID.randomUUID().toString()))
                .chain(this::write);
    }

    private Uni<Void> write(Response taken) {
        if (taken.size() == 0) {
            return Uni.createFrom().voidItem();
        }
        CountBatch batch = CountBatch.of(taken);
        return record.add(batch)
                .chain(() -> REMOVE.run(
                        redis,
                        List.of(SET_ASIDE),
                        List.of(CountBatch.ID, batch.id().toString())))
                .replaceWithVoid();
    }
}
