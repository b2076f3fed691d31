package io.medianest.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** Makes, on an empty PostgreSQL, what the migrations expect: the roles and a database that medianest_owner owns. */
public final class DatabaseBootstrap {
    /** The database's usual name. */
    public static final String DATABASE = "medianest";

    private static final int MIN_PASSWORD_LENGTH = 12;
    private static final int FIRST_WITH_BUILTIN_LOCALES = 170000;
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final DatabaseAccess server;
    private final String database;
    private final Map<LoginRole, String> passwords;

    private DatabaseBootstrap(DatabaseAccess server, String database, Map<LoginRole, String> passwords) {
        this.server = server;
        this.database = database;
        this.passwords = passwords;
    }

    /**
     * Creates what is missing of the group roles, the login roles and the database, and sets the passwords given. Run
     * again it changes nothing but passwords. Several runs on one cluster wait for each other if they connect to the
     * same database.
     *
     * @param url the JDBC URL of a database that exists, usually {@code postgres}
     * @param superuser a superuser of the cluster
     * @param superuserPassword the superuser's password
     * @param database the name of the database to make, see {@link #DATABASE}
     * @param passwords a password of at least 12 characters for every login role
     * @throws DatabaseException with one sentence that says why it could not be done
     */
    public static void bootstrap(
            String url, String superuser, String superuserPassword, String database, Map<LoginRole, String> passwords) {
        bootstrap(new DatabaseAccess(url, superuser, superuserPassword), database, passwords);
    }

    static void bootstrap(DatabaseAccess server, String database, Map<LoginRole, String> passwords) {
        if (!IDENTIFIER.matcher(database).matches()) {
            throw new DatabaseException(
                    "A database's name has small letters, digits and underscores only, not: " + database);
        }
        for (LoginRole role : LoginRole.values()) {
            String password = passwords.get(role);
            if (password == null || password.length() < MIN_PASSWORD_LENGTH) {
                throw new DatabaseException("The password of %s is missing or shorter than %d characters."
                        .formatted(role.roleName(), MIN_PASSWORD_LENGTH));
            }
        }
        new DatabaseBootstrap(server, database, passwords).run();
    }

    private void run() {
        try (Connection connection = server.open();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('medianest.bootstrap'))");
            for (LoginRole role : LoginRole.values()) {
                createRoles(connection, role);
            }
            createDatabase(connection);
            for (LoginRole role : LoginRole.values()) {
                if (role.searchPath().isPresent()) {
                    statement.execute("alter role %s in database %s set search_path = %s"
                            .formatted(
                                    role.roleName(), database, role.searchPath().get()));
                }
            }
        } catch (SQLException e) {
            throw DatabaseException.of("Preparing the database " + database, server, e);
        }
    }

    private void createRoles(Connection connection, LoginRole role) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", role.roleName())) {
                statement.execute("create role " + role.roleName());
            }
            // Attributes are set even where the role was there: a leftover must not keep more than it needs.
            statement.execute("alter role %s login nosuperuser nocreatedb noreplication nobypassrls %s"
                    .formatted(role.roleName(), role == LoginRole.MEDIANEST_OWNER ? "createrole" : "nocreaterole"));
            if (role.group().isPresent()) {
                String group = role.group().get();
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", group)) {
                    statement.execute("create role %s nologin".formatted(group));
                }
                statement.execute("grant %s to %s".formatted(group, role.roleName()));
            }
        }
        char[] password = passwords.getOrDefault(role, "").toCharArray();
        // The driver computes the SCRAM verifier, so that the password never stands in a statement or a server log.
        connection.unwrap(PGConnection.class).alterUserPassword(role.roleName(), password, "scram-sha-256");
        Arrays.fill(password, '\0');
    }

    private void createDatabase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
                statement.execute("create database %s owner %s template template0 encoding 'UTF8' %s"
                        .formatted(database, LoginRole.MEDIANEST_OWNER.roleName(), locale(connection)));
            }
        }
        try (PreparedStatement query = connection.prepareStatement(
                "select pg_encoding_to_char(encoding), pg_get_userbyid(datdba) from pg_database where datname = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (!row.getString(1).equals("UTF8")) {
                    throw new DatabaseException("The database %s is there already, but in %s; MediaNest needs %s."
                            .formatted(database, row.getString(1), StandardCharsets.UTF_8));
                }
                if (!row.getString(2).equals(LoginRole.MEDIANEST_OWNER.roleName())) {
                    throw new DatabaseException("The database %s is there already, but %s owns it; run: %s"
                            .formatted(database, row.getString(2), changeOwner()));
                }
            }
        }
    }

    /** Order by code point: the same on every system, and indexes survive an update of the C library. */
    private static String locale(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int")) {
            row.next();
            return row.getInt(1) >= FIRST_WITH_BUILTIN_LOCALES
                    ? "locale_provider builtin builtin_locale 'C.UTF-8'"
                    : "lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'";
        }
    }

    private String changeOwner() {
        return "alter database %s owner to %s".formatted(database, LoginRole.MEDIANEST_OWNER.roleName());
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
