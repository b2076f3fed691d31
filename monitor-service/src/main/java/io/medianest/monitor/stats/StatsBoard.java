package io.medianest.monitor.stats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The latest counts. Whichever instance comes first counts and writes them down in Redis, from where the others read
 * them: however many instances there are, everything is counted once a minute. Without Redis each keeps what it had.
 */
@ApplicationScoped
public class StatsBoard {
    private static final String TURN = "monitor:stats:turn";
    private static final String BOARD = "monitor:stats";

    private final StatsQueries queries;
    private final RedisAPI redis;
    private final ObjectMapper json;
    private final StatsMetrics metrics;
    private final Duration every;
    private volatile @Nullable Stats latest;

    /**
     * @param every how often people, requests, sign-ins and errors are counted
     */
    StatsBoard(
            StatsQueries queries,
            RedisAPI redis,
            ObjectMapper json,
            StatsMetrics metrics,
            @ConfigProperty(name = "medianest.monitor.stats-every") Duration every) {
        this.queries = queries;
        this.redis = redis;
        this.json = json;
        this.metrics = metrics;
        this.every = every;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        rounds.every("Counting", every.dividedBy(4), this::round);
    }

    /** What was counted last; empty until somebody has counted. */
    public Optional<Stats> latest() {
        return Optional.ofNullable(latest);
    }

    /** Counts if it is this instance's turn, and reads what was counted. */
    Uni<Void> round() {
        return redis.set(List.of(TURN, "taken", "NX", "PX", Long.toString(every.toMillis())))
                .chain(mine -> mine == null ? Uni.createFrom().voidItem() : count())
                .chain(() -> redis.get(BOARD))
                .invoke(this::take)
                .replaceWithVoid();
    }

    private Uni<Void> count() {
        return queries.sample()
                .chain(stats -> redis.set(List.of(BOARD, write(stats))))
                .replaceWithVoid();
    }

    private void take(@Nullable Response board) {
        if (board != null) {
            try {
                Stats stats = json.readValue(board.toString(), Stats.class);
                metrics.show(stats);
                latest = stats;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The board of counts is none", e);
            }
        }
    }

    private String write(Stats stats) {
        try {
            return json.writeValueAsString(stats);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
