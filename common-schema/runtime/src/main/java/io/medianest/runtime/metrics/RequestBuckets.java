package io.medianest.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.IntStream;

/** Gives the timers of HTTP requests the buckets that quantiles and objectives are computed from. */
@Singleton
class RequestBuckets {
    private static final double[] OBJECTIVES_NANOS = IntStream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToDouble(millis -> millis * 1e6)
            .toArray();

    @Produces
    @Singleton
    MeterFilter requestBuckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                if (!id.getName().startsWith("http.server.requests")
                        && !id.getName().startsWith("http.client.requests")) {
                    return config;
                }
                return DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(OBJECTIVES_NANOS)
                        .build()
                        .merge(config);
            }
        };
    }
}
