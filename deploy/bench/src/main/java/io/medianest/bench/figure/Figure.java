package io.medianest.bench.figure;

import org.jspecify.annotations.Nullable;

/**
 * One figure of a run.
 *
 * @param group what it belongs to
 * @param name what it tells
 * @param value how much
 * @param unit of what; empty for a ratio
 * @param aim what is asked for; null if nothing is
 */
public record Figure(
        String group,
        String name,
        double value,
        String unit,
        @Nullable Aim aim) {

    /** One that nothing is asked of. */
    public static Figure of(String group, String name, double value, String unit) {
        return new Figure(group, name, value, unit, null);
    }

    /** A ratio or amount that must be reached. */
    public static Figure atLeast(String group, String name, double value, String unit, double bound) {
        return new Figure(group, name, value, unit, new Aim(bound, true));
    }

    /** A ratio or amount that must not be passed. */
    public static Figure atMost(String group, String name, double value, String unit, double bound) {
        return new Figure(group, name, value, unit, new Aim(bound, false));
    }

    /** Whether what is asked for is there; true if nothing is asked for. */
    public boolean isMet() {
        return aim == null || (aim.atLeast() ? value >= aim.bound() : value <= aim.bound());
    }

    /**
     * What is asked for.
     *
     * @param bound the value
     * @param atLeast whether more is better
     */
    public record Aim(double bound, boolean atLeast) {}
}
