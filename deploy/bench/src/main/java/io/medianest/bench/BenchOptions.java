package io.medianest.bench;

import io.medianest.bench.measure.Pace;
import io.medianest.stores.jvm.JvmProfile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was typed after {@code ./medianest bench}.
 *
 * @param rows how many requests the tables hold
 * @param large whether to compare with ten million
 * @param quick whether everything is short, to see that it works
 * @param profile the options of the JVMs
 * @param only the measurements to take; empty for all
 */
record BenchOptions(long rows, boolean large, boolean quick, JvmProfile profile, Set<String> only) {
    private static final long SMALL_TABLE = 10_000;
    private static final long LARGE_TABLE = 10_000_000;
    private static final long DEFAULT_ROWS = 200_000;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException saying what makes no sense
     */
    static BenchOptions parse(List<String> arguments) {
        BenchOptions options = new BenchOptions(DEFAULT_ROWS, false, false, JvmProfile.HOME, Set.of());
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String name = argument.split("=", 2)[0];
            options = switch (name) {
                case "--large" -> new BenchOptions(options.rows, true, options.quick, options.profile, options.only);
                case "--quick" -> new BenchOptions(options.rows, options.large, true, options.profile, options.only);
                case "--rows", "--profile", "--only" -> {
                    String value = argument.contains("=")
                            ? argument.substring(name.length() + 1)
                            : i + 1 < arguments.size() ? arguments.get(++i) : "";
                    yield switch (name) {
                        case "--rows" -> options.withRows(value);
                        case "--profile" -> options.withProfile(value);
                        default -> options.withOnly(value);
                    };
                }
                default -> throw new IllegalArgumentException("bench does not know " + argument);
            };
        }
        return options;
    }

    /** How long to measure. */
    Pace pace() {
        return quick ? Pace.QUICK : Pace.FULL;
    }

    /** The sizes that the tables have when everything else is measured: small first, then as asked for. */
    List<Long> sizes() {
        return rows > SMALL_TABLE ? List.of(SMALL_TABLE, rows) : List.of(rows);
    }

    /** The sizes to compare at the end; none unless asked for. */
    List<Long> largeSizes() {
        return large && rows < LARGE_TABLE ? List.of(LARGE_TABLE) : List.of();
    }

    private BenchOptions withRows(String value) {
        if (!value.matches("[1-9][0-9]{3,7}")) {
            throw new IllegalArgumentException("--rows needs a number from 1000 to 99999999, not " + value);
        }
        return new BenchOptions(Long.parseLong(value), large, quick, profile, only);
    }

    private BenchOptions withProfile(String value) {
        try {
            return new BenchOptions(rows, large, quick, JvmProfile.named(value), only);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--profile is home or server, not " + value, e);
        }
    }

    private BenchOptions withOnly(String value) {
        Set<String> names = new LinkedHashSet<>(List.of(value.split(",", -1)));
        if (!Bench.MEASUREMENTS.containsAll(names)) {
            throw new IllegalArgumentException(
                    "--only takes some of %s, not %s".formatted(String.join(",", Bench.MEASUREMENTS), value));
        }
        return new BenchOptions(rows, large, quick, profile, names);
    }
}
