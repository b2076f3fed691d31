package io.medianest.local.stack;

import io.medianest.database.DatabaseBootstrap;
import io.medianest.database.DatabaseException;
import io.medianest.database.DatabaseMigration;
import io.medianest.database.LoginRole;
import io.medianest.database.ServiceConnections;
import io.medianest.database.ServiceConnections.ServiceConnection;
import io.medianest.encryption.FieldCipher;
import io.medianest.local.installation.Secret;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.process.StartException;
import java.util.EnumMap;
import java.util.Map;

/** MediaNest's database: roles, tables, and the connections of a demo. */
final class Database {
    private final StoreAddresses stores;
    private final Secrets secrets;

    Database(StoreAddresses stores, Secrets secrets) {
        this.stores = stores;
        this.secrets = secrets;
    }

    /**
     * Makes the roles, the database and the tables, as far as they are missing.
     *
     * @throws StartException if that fails
     */
    void prepare() {
        Map<LoginRole, String> passwords = new EnumMap<>(LoginRole.class);
        for (LoginRole role : LoginRole.values()) {
            passwords.put(role, password(role));
        }
        try {
            DatabaseBootstrap.bootstrap(
                    stores.serverUrl(), stores.superuser(), stores.superuserPassword(), stores.database(), passwords);
            DatabaseMigration.migrate(
                    stores.jdbcUrl(), LoginRole.MEDIANEST_OWNER.roleName(), password(LoginRole.MEDIANEST_OWNER));
        } catch (DatabaseException e) {
            throw new StartException("The database cannot be prepared: " + e.getMessage(), e);
        }
    }

    /** Enters how a service around MediaNest is reached. */
    void connect(ServiceConnection connection) {
        FieldCipher cipher = FieldCipher.fromKeysetFile(secrets.file(Secret.CONNECTIONS_KEYSET));
        try {
            ServiceConnections.connect(
                    stores.jdbcUrl(),
                    LoginRole.MEDIANEST_OWNER.roleName(),
                    password(LoginRole.MEDIANEST_OWNER),
                    connection,
                    cipher);
        } catch (DatabaseException e) {
            throw new StartException("%s cannot be connected: %s".formatted(connection.name(), e.getMessage()), e);
        }
    }

    /** The password of a role. */
    String password(LoginRole role) {
        return secrets.password("database-" + role.roleName());
    }
}
