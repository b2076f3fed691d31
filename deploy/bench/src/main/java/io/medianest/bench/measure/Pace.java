package io.medianest.bench.measure;

import java.time.Duration;

/**
 * How long the measurements go on.
 *
 * @param warmUp before the first figure of a kind
 * @param round of one load; each is measured in several rounds by turns, so that what else the machine does meets all
 * @param rounds how many
 * @param steady at a fixed rate
 * @param suspensions how many people are suspended
 * @param streams how many event streams are open
 * @param quiet how long the services have nothing to do before their memory is looked at
 */
public record Pace(
        Duration warmUp, Duration round, int rounds, Duration steady, int suspensions, int streams, Duration quiet) {
    /** For figures. */
    public static final Pace FULL = new Pace(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            3,
            Duration.ofSeconds(20),
            100,
            1_000,
            Duration.ofSeconds(20));
    /** To see that everything works. */
    public static final Pace QUICK = new Pace(
            Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 2, 10, Duration.ofSeconds(1));
}
