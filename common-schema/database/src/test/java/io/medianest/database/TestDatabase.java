package io.medianest.database;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A database made by bootstrap and migrate, as a new installation has it. */
final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestCluster cluster;
    private final String name;

    private TestDatabase(TestCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    static TestDatabase create(TestCluster cluster) {
        TestDatabase database = createEmpty(cluster);
        DatabaseMigration.migrate(
                database.url(), database.owner().user(), database.owner().password());
        return database;
    }

    /** As bootstrap leaves it. */
    static TestDatabase createEmpty(TestCluster cluster) {
        TestDatabase database = new TestDatabase(cluster, "test_" + NUMBER.incrementAndGet());
        DatabaseBootstrap.bootstrap(
                cluster.url("postgres"), TestCluster.SUPERUSER, TestCluster.PASSWORD, database.name, passwords());
        return database;
    }

    static Map<LoginRole, String> passwords() {
        return Arrays.stream(LoginRole.values()).collect(toMap(identity(), TestDatabase::passwordOf));
    }

    TestCluster cluster() {
        return cluster;
    }

    String name() {
        return name;
    }

    String url() {
        return cluster.url(name);
    }

    DatabaseAccess owner() {
        return new DatabaseAccess(url(), LoginRole.MEDIANEST_OWNER.roleName(), passwordOf(LoginRole.MEDIANEST_OWNER));
    }

    Session connect(LoginRole role) throws SQLException {
        return new Session(url(), role.roleName(), passwordOf(role));
    }

    Session superuser() throws SQLException {
        return new Session(url(), TestCluster.SUPERUSER, TestCluster.PASSWORD);
    }

    /** A user, entered as auth-service does it. */
    UUID createUser(String email) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Session auth = connect(LoginRole.AUTH_SERVICE)) {
            auth.execute("insert into users (id, email, name) values (?, ?, 'Somebody')", id, email);
        }
        return id;
    }

    private static String passwordOf(LoginRole role) {
        return "test-password-of-" + role.roleName();
    }
}
