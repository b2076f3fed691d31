package io.medianest.stores;

import io.medianest.stores.PostgresServer.Durability;
import java.time.Duration;
import java.util.List;

/**
 * How a server runs.
 *
 * @param durability whether a crash of the machine may lose data
 * @param settings further ones, such as {@code archive_mode=on}
 * @param patience how long the start may take: long where it begins with a recovery
 */
public record PostgresOptions(Durability durability, List<String> settings, Duration patience) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Keeps settings of its own. */
    public PostgresOptions {
        settings = List.copyOf(settings);
    }

    /** The usual ones. */
    public static PostgresOptions of(Durability durability) {
        return new PostgresOptions(durability, List.of(), PATIENCE);
    }

    /** With further settings. */
    public PostgresOptions with(List<String> more) {
        return new PostgresOptions(durability, more, patience);
    }
}
