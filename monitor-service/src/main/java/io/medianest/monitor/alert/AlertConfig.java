package io.medianest.monitor.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How patiently people are told. */
@ConfigMapping(prefix = "medianest.monitor.alerts")
interface AlertConfig {
    /** From one look for what is to be told to the next. */
    @WithDefault("1s")
    Duration every();

    /** How long one attempt by webhook or ntfy may take. */
    @WithDefault("10s")
    Duration timeout();

    /** The pause after the first failure; it doubles with each further one. */
    @WithDefault("10s")
    Duration backoff();

    /** The longest pause. */
    @WithDefault("15m")
    Duration longestPause();

    /** How often one alert is tried at most. */
    @WithDefault("12")
    @Min(1)
    @Max(100)
    int attempts();

    /** How many alerts one instance sends at once. */
    @WithDefault("8")
    @Min(1)
    @Max(64)
    int atOnce();

    /** How many rows the log keeps; the oldest go. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int keeps();

    /** How often the oldest go. */
    @WithDefault("10m")
    Duration pruneEvery();
}
