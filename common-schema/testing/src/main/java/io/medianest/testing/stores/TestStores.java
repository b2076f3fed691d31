package io.medianest.testing.stores;

import io.medianest.database.LoginRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The stores of this test JVM.
 *
 * <p>They are known by system properties rather than by a field: Quarkus loads test classes more than once, and each of
 * their class loaders must find the same stores.
 */
public final class TestStores {
    static final String DATABASE = "medianest";
    private static final String PROPERTY = "medianest.test-stores.";

    private TestStores() {}

    /** Starts the stores, bootstraps and migrates the database and creates the topics, unless that was done. */
    public static void start() {
        // An object that all class loaders share.
        synchronized (Runtime.getRuntime()) {
            if (System.getProperty(PROPERTY + "kafka") == null) {
                StartedStores stores = StartedStores.start();
                System.setProperty(PROPERTY + "jdbc", stores.jdbcUrl());
                System.setProperty(PROPERTY + "reactive", stores.reactiveUrl());
                System.setProperty(PROPERTY + "redis", stores.redisUrl());
                System.setProperty(PROPERTY + "password", stores.password());
                System.setProperty(PROPERTY + "kafka", stores.bootstrapServers());
            }
        }
    }

    /** The JDBC address of the migrated database. */
    public static String jdbcUrl() {
        return property("jdbc");
    }

    /** The address of the migrated database for the reactive client. */
    public static String reactiveUrl() {
        return property("reactive");
    }

    /** The address of Redis, without the password. */
    public static String redisUrl() {
        return property("redis");
    }

    /** The password of every role of the database and of Redis. */
    public static String password() {
        return property("password");
    }

    /** Where Kafka listens. */
    public static String bootstrapServers() {
        return property("kafka");
    }

    /** A connection to the database as a role, such as the owner to arrange data or a service to check its rights. */
    public static Connection connect(LoginRole role) throws SQLException {
        // Not by DriverManager, which knows the driver of one class loader only.
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(jdbcUrl());
        return database.getConnection(role.roleName(), password());
    }

    /** Creates every declared topic on another broker, one that is alone. */
    public static void createTopics(String bootstrapServers) {
        StartedStores.createTopics(bootstrapServers);
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(PROPERTY + name), "The stores were not started");
    }
}
