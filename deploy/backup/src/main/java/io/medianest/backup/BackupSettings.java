package io.medianest.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says of an installation whose PostgreSQL runs elsewhere, such as in a container of its own, on
 * the same files.
 */
final class BackupSettings {
    /** The variables, with what they mean. */
    static final Map<String, String> VARIABLES = Map.of(
            "MEDIANEST_BACKUP_WELL",
            "a file that run keeps there while nothing is wrong; none if it is not set",
            "MEDIANEST_DB_URL",
            "of MediaNest's database, such as jdbc:postgresql://postgresql:5432/medianest",
            "MEDIANEST_BACKUP_DATA",
            "PostgreSQL's data folder",
            "MEDIANEST_BACKUP_SECRETS",
            "the folder of the secrets",
            "MEDIANEST_BACKUP_SUPERUSER",
            "the file in it with the password of the superuser postgres",
            "MEDIANEST_BACKUP_KEY_FILE",
            "the key of the backups; made if there is none",
            "MEDIANEST_BACKUP_ARCHIVE",
            "the folder of archived errors",
            "MEDIANEST_BACKUP_DIR",
            "where backups are kept",
            "MEDIANEST_BACKUP_KEEP_DAYS",
            "for how long; 14 if it is not set");

    private static final String SUPERUSER = "postgres";
    private static final int SECONDS_TO_CONNECT = 10;

    private final Map<String, String> environment;
    private final BackedUp source;
    private final Backups backups;

    /** @throws BackupException if a variable is missing or makes no sense */
    BackupSettings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        source = new BackedUp(
                path("MEDIANEST_BACKUP_DATA"),
                path("MEDIANEST_BACKUP_SECRETS"),
                required("MEDIANEST_BACKUP_SUPERUSER"),
                path("MEDIANEST_BACKUP_KEY_FILE"),
                path("MEDIANEST_BACKUP_ARCHIVE"));
        backups = new Backups(
                source, path("MEDIANEST_BACKUP_DIR"), environment.getOrDefault("MEDIANEST_BACKUP_KEEP_DAYS", "14"));
        required("MEDIANEST_DB_URL");
    }

    Backups backups() {
        return backups;
    }

    /** A connection of the superuser's. */
    Connection connect() throws SQLException {
        Path file = source.secrets().resolve(source.superuserPassword());
        DriverManager.setLoginTimeout(SECONDS_TO_CONNECT);
        try {
            String password = Files.readString(file).strip();
            return DriverManager.getConnection(required("MEDIANEST_DB_URL"), SUPERUSER, password);
        } catch (IOException e) {
            throw new BackupException("The superuser's password cannot be read from " + file + ".", e);
        }
    }

    /** What is there while nothing is wrong; empty for nothing. */
    Optional<Path> well() {
        return Optional.ofNullable(environment.get("MEDIANEST_BACKUP_WELL")).map(Path::of);
    }

    /** Whether something answers there: SQL states of class 08 say that nothing does. */
    boolean isRunning() {
        try (Connection connection = connect()) {
            return connection.isValid(SECONDS_TO_CONNECT);
        } catch (SQLException e) {
            return !String.valueOf(e.getSQLState()).startsWith("08");
        }
    }

    private Path path(String name) {
        return Path.of(required(name));
    }

    private String required(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new BackupException(name + " is missing: " + VARIABLES.get(name) + ".");
        }
        return value;
    }
}
