package io.medianest.local.stack;

import java.util.Optional;

/**
 * Where the stores are, and how to get in.
 *
 * @param serverUrl the JDBC address of the server's own database
 * @param superuser who may make roles and databases
 * @param superuserPassword the superuser's password
 * @param database the name of MediaNest's database
 * @param redisUrl without the password
 * @param redisPassword empty if Redis asks for none
 * @param kafka the bootstrap servers
 */
public record StoreAddresses(
        String serverUrl,
        String superuser,
        String superuserPassword,
        String database,
        String redisUrl,
        Optional<String> redisPassword,
        String kafka) {
    private static final String JDBC = "jdbc:";

    /** The JDBC address of MediaNest's database. */
    public String jdbcUrl() {
        int parameters = serverUrl.indexOf('?');
        String address = parameters < 0 ? serverUrl : serverUrl.substring(0, parameters);
        String rest = parameters < 0 ? "" : serverUrl.substring(parameters);
        int slash = address.indexOf('/', address.indexOf("//") + 2);
        return (slash < 0 ? address : address.substring(0, slash)) + "/" + database + rest;
    }

    /** The address of MediaNest's database for the reactive client. */
    public String reactiveUrl() {
        return jdbcUrl().substring(JDBC.length());
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "%s, %s, %s".formatted(serverUrl, redisUrl, kafka);
    }
}
