package io.medianest.media.search;

import io.medianest.runtime.outbound.CallersContext;
import io.medianest.runtime.ratelimit.RedisScript;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps answers in Redis for all instances: so many, each so long, and none that is large. Whatever Redis fails at is as if
 * nothing was kept; while it does not answer it is left alone for some seconds.
 */
@ApplicationScoped
class TitleCache {
    private static final Logger LOG = Logger.getLogger(TitleCache.class);
    private static final String PREFIX = "media:titles:";
    private static final String INDEX = "media:titles";
    private static final String REFRESH = "media:titles-refresh:";
    private static final Duration REFRESH_LEASE = Duration.ofSeconds(20);
    private static final int LONGEST = 64 * 1024;

    // Keeps one, and drops the oldest beyond the most.
    private static final RedisScript KEEP = new RedisScript("""
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            redis.call('ZADD', KEYS[2], ARGV[4], KEYS[1])
            redis.call('PEXPIRE', KEYS[2], ARGV[2])
            local over = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[3])
            if over > 0 then
                local oldest = redis.call('ZPOPMIN', KEYS[2], over)
                for i = 1, #oldest, 2 do redis.call('DEL', oldest[i]) end
            end
            return over
            """);

    private final RedisAPI redis;
    private final SearchConfig config;
    private final TypedGuard<Uni<Optional<Response>>> breaker = TypedGuard.create(
                    new TypeLiteral<Uni<Optional<Response>>>() {})
            .withDescription("title-cache")
            .withThreadOffload(false)
            .withCircuitBreaker()
            .requestVolumeThreshold(10)
            .delay(5, ChronoUnit.SECONDS)
            .done()
            .build();

    TitleCache(RedisAPI redis, SearchConfig config) {
        this.redis = redis;
        this.config = config;
    }

    /**
     * A kept answer.
     *
     * @param text what was kept
     * @param since when
     */
    record Kept(String text, Instant since) {}

    /** What is kept under a key; empty if nothing is, or Redis cannot tell. */
    Uni<Optional<Kept>> get(String key) {
        return guarded(() -> redis.get(PREFIX + key))
                .map(found -> found.flatMap(value -> Packed.read(value.toString())));
    }

    /** Keeps an answer, unless it is too large. */
    Uni<Void> put(String key, String text) {
        Instant now = Instant.now();
        String packed = Packed.write(new Kept(text, now));
        if (packed.length() > LONGEST) {
            LOG.debugf("An answer of %d characters is not kept", packed.length());
            return Uni.createFrom().voidItem();
        }
        List<String> arguments = List.of(
                packed,
                Long.toString(config.kept().toMillis()),
                Integer.toString(config.mostKept()),
                Long.toString(now.toEpochMilli()));
        return guarded(() -> KEEP.run(redis, List.of(PREFIX + key, INDEX), arguments))
                .replaceWithVoid();
    }

    /** Whether this instance, and no other one, is to renew what is kept under a key. */
    Uni<Boolean> mayRefresh(String key) {
        return guarded(() ->
                        redis.set(List.of(REFRESH + key, "1", "NX", "PX", Long.toString(REFRESH_LEASE.toMillis()))))
                .map(Optional::isPresent);
    }

    private Uni<Optional<Response>> guarded(Supplier<Uni<Response>> command) {
        return CallersContext.keep(Uni.createFrom()
                .deferred(() -> breaker.get(() -> Uni.createFrom()
                        .deferred(command::get)
                        .map(Optional::ofNullable)
                        .ifNoItem()
                        .after(config.redisTimeout())
                        .fail()))
                .onFailure()
                .invoke(failure -> LOG.debugf("Redis keeps nothing at this moment: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.empty()));
    }
}
