package io.medianest.monitor.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.monitor.state.Observation;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.list.ReactiveListCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The last hundred looks at each service, in Redis; forgotten a day after the last one. Without Redis there are none. */
@ApplicationScoped
public class RecentChecks {
    private static final Logger LOG = Logger.getLogger(RecentChecks.class);
    private static final String KEY = "medianest:monitor:checks:";
    private static final int KEPT = 100;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final ReactiveListCommands<String, String> lists;
    private final ReactiveKeyCommands<String> keys;
    private final ObjectMapper json;

    RecentChecks(ReactiveRedisDataSource redis, ObjectMapper json) {
        lists = redis.list(String.class);
        keys = redis.key();
        this.json = json;
    }

    /** Adds looks at a service, the oldest first; never fails. */
    public Uni<Void> add(String service, List<Observation> observations) {
        String key = KEY + service;
        String[] texts = observations.stream().map(this::written).toArray(String[]::new);
        if (texts.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return lists.lpush(key, texts)
                .chain(() -> lists.ltrim(key, 0, KEPT - 1))
                .chain(() -> keys.expire(key, FORGOTTEN_AFTER))
                .onFailure()
                .invoke(failure -> LOG.debugf("The looks at %s are not kept: %s", service, failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** The last looks at a service, the latest first; none without Redis. */
    public Uni<List<CheckView>> of(String service) {
        return lists.lrange(KEY + service, 0, KEPT - 1)
                .map(texts -> texts.stream().map(this::read).toList())
                .onFailure()
                .invoke(failure -> LOG.warnf("The looks at %s cannot be read: %s", service, failure.toString()))
                .onFailure()
                .recoverWithItem(List.of());
    }

    private String written(Observation observation) {
        try {
            return json.writeValueAsString(new CheckView(
                    observation.at(),
                    observation.finding().name().toLowerCase(Locale.ROOT),
                    observation.responseMs(),
                    observation.cause()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private CheckView read(String text) {
        try {
            return json.readValue(text, CheckView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
