package io.medianest.monitor.kuma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The monitors as they were told of last, for all instances; forgotten after ten minutes without news. */
@ApplicationScoped
public class KumaMonitors {
    private static final Logger LOG = Logger.getLogger(KumaMonitors.class);
    private static final String KEY = "medianest:monitor:kuma";
    private static final long KEPT_SECONDS = Duration.ofMinutes(10).toSeconds();

    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper json;

    KumaMonitors(ReactiveRedisDataSource redis, ObjectMapper json) {
        values = redis.value(String.class);
        this.json = json;
    }

    /** Keeps them; without Redis they are not kept, which is logged. */
    public Uni<Void> keep(List<KumaMonitor> monitors) {
        return Uni.createFrom()
                .deferred(() -> values.setex(KEY, KEPT_SECONDS, written(monitors)))
                .onFailure()
                .invoke(failure -> LOG.warnf("Uptime Kuma's monitors are not kept: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** All of them; none without Redis. */
    public Uni<List<KumaMonitor>> all() {
        return Uni.createFrom()
                .deferred(() -> values.get(KEY))
                .map(text -> text == null ? List.<KumaMonitor>of() : read(text))
                .onFailure()
                .invoke(failure -> LOG.warnf("Uptime Kuma's monitors cannot be read: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(List.of());
    }

    private String written(List<KumaMonitor> monitors) {
        try {
            return json.writeValueAsString(monitors);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<KumaMonitor> read(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
