package io.medianest.monitor.probe;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** Redis: whether it answers, has loaded its data, follows its leader and has memory left. */
@ApplicationScoped
class RedisProbe implements Probe {
    private static final double NEARLY_FULL = 0.9;

    private final ReactiveRedisDataSource redis;

    RedisProbe(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        return redis.execute("INFO").map(answer -> judged(fields(answer.toString())));
    }

    private static ProbeResult judged(Map<String, String> info) {
        if (info.getOrDefault("loading", "0").equals("1")) {
            return ProbeResult.down("It is still loading its data.");
        }
        if (info.getOrDefault("master_link_status", "up").equals("down")) {
            return ProbeResult.impaired("It has lost its leader.");
        }
        double most = Double.parseDouble(info.getOrDefault("maxmemory", "0"));
        double used = Double.parseDouble(info.getOrDefault("used_memory", "0"));
        return most > 0 && used > most * NEARLY_FULL
                ? ProbeResult.impaired("More than 90 % of its memory are in use.")
                : ProbeResult.up();
    }

    private static Map<String, String> fields(String info) {
        return info.lines()
                .map(line -> line.split(":", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(field -> field[0], field -> field[1].strip(), (first, second) -> first));
    }
}
