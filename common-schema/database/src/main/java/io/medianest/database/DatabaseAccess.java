package io.medianest.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * How to reach a database.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param user the login role
 * @param password its password
 */
record DatabaseAccess(String url, String user, String password) {

    DatabaseAccess {
        Properties parts = url.startsWith("jdbc:postgresql:") ? Driver.parseURL(url, new Properties()) : null;
        if (parts == null) {
            throw new DatabaseException("The database's address must look like jdbc:postgresql://host:port/medianest.");
        }
        if (parts.containsKey("password")) {
            // It would end up in logs and process lists.
            throw new DatabaseException("The database's address must not contain the password.");
        }
    }

    /** Opens a connection; the caller closes it. */
    Connection open() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "medianest-database");
        properties.setProperty("connectTimeout", "10");
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw DatabaseException.of("Connecting", this, e);
        }
    }

    /** The same server and user, another database. */
    DatabaseAccess toDatabase(String database) {
        int parameters = url.indexOf('?');
        String address = parameters < 0 ? url : url.substring(0, parameters);
        String rest = parameters < 0 ? "" : url.substring(parameters);
        int hosts = address.indexOf("//");
        int slash = hosts < 0 ? -1 : address.indexOf('/', hosts + 2);
        String server = slash < 0 ? address : address.substring(0, slash);
        return new DatabaseAccess(server + "/" + database + rest, user, password);
    }

    /** Host, port and database, as an operator knows them. */
    String place() {
        Properties parts = Driver.parseURL(url, new Properties());
        return parts == null
                ? url
                : "%s:%s/%s"
                        .formatted(
                                parts.getProperty("PGHOST"),
                                parts.getProperty("PGPORT"),
                                parts.getProperty("PGDBNAME"));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + place();
    }
}
