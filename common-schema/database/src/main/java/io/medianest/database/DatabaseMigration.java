package io.medianest.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/** Brings a database to the newest version of the schema. */
public final class DatabaseMigration {
    /** The history has a schema of its own: whatever else a platform puts into {@code public} can't disturb it. */
    private static final String HISTORY_SCHEMA = "migrations";

    private DatabaseMigration() {}

    /**
     * Applies the migrations that the database does not have yet, in order; does nothing where it has all. Two runs at
     * once wait for each other. A database that is newer than these migrations is left as it is.
     *
     * @param url the JDBC URL of the database
     * @param user {@code medianest_owner}, or another role that owns the database
     * @param password the role's password
     * @return what was done
     * @throws DatabaseException with one sentence that says why it could not be done
     */
    public static Outcome migrate(String url, String user, String password) {
        return migrate(new DatabaseAccess(url, user, password));
    }

    static Outcome migrate(DatabaseAccess access) {
        try {
            requireRights(access);
            MigrateResult result = flyway(access).migrate();
            String version = result.targetSchemaVersion == null
                    ? orNone(result.initialSchemaVersion)
                    : result.targetSchemaVersion;
            return new Outcome(result.migrationsExecuted, version);
        } catch (SQLException e) {
            throw DatabaseException.of("Migrating", access, e);
        } catch (FlywayException e) {
            throw explained(e, access);
        }
    }

    /** Before Flyway, which tries everything ten times before it tells. */
    private static void requireRights(DatabaseAccess access) throws SQLException {
        try (Connection connection = access.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select has_database_privilege(current_database(), 'CREATE')")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new DatabaseException("%s may not change the schema of %s; migrate as %s."
                        .formatted(access.user(), access.place(), LoginRole.MEDIANEST_OWNER.roleName()));
            }
        }
    }

    private static Flyway flyway(DatabaseAccess access) {
        return Flyway.configure(DatabaseMigration.class.getClassLoader())
                .dataSource(access.url(), access.user(), access.password())
                .locations("classpath:db/migration")
                .defaultSchema(HISTORY_SCHEMA)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .outputQueryResults(false)
                // Who the audit trail names for what a migration changes.
                .initSql("set app.actor_id = 'migration'")
                // A session lock instead of an open transaction, which would block CREATE INDEX CONCURRENTLY for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private static DatabaseException explained(FlywayException e, DatabaseAccess access) {
        List<String> lines = Objects.requireNonNullElse(e.getMessage(), "Migrating failed")
                .strip()
                .lines()
                .toList();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return DatabaseException.of(lines.getFirst(), access, failure);
            }
        }
        return new DatabaseException("%s was not migrated: %s".formatted(access.place(), String.join(" ", lines)), e);
    }

    private static String orNone(@Nullable String version) {
        return version == null ? "none" : version;
    }

    /**
     * What a migration did.
     *
     * @param applied how many migrations were applied; 0 if there was nothing to do
     * @param version the version of the schema now
     */
    public record Outcome(int applied, String version) {}
}
