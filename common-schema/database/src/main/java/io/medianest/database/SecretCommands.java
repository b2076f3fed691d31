package io.medianest.database;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.KeysetFile;
import io.medianest.encryption.Peppers;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** The runner's modes that make and change keys. */
final class SecretCommands {
    static final String USAGE = """
              keyset       create FILE | list FILE | add FILE | promote FILE KEY | remove FILE KEY
              pepper       create FILE | add FILE | keep-newest FILE
              reencrypt    auth | connections: encrypt with the keyset's primary key what is under another one
              signing-keys rotate: have auth-service sign with its next key""";

    private static final String ROTATE = """
            update auth.signing_keys set rotation_requested_at = now() where state = 'current'
            """;

    private final RunnerEnvironment environment;
    private final PrintStream out;

    SecretCommands(RunnerEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    void keyset(RunnerArguments arguments) {
        String step = step(arguments);
        boolean namesKey = step.equals("promote") || step.equals("remove");
        arguments.allow(namesKey ? 3 : 2, Set.of());
        Path file = Path.of(arguments.words().get(1));
        KeysetFile keyset = new KeysetFile(file);
        switch (step) {
            case "create" -> KeysetFile.create(file);
            case "list" -> out.printf("The keys of %s:%n", file);
            case "add" ->
                out.printf("The key %d is added; promote it when every service has restarted.%n", keyset.add());
            case "promote" -> keyset.promote(keyId(arguments));
            case "remove" -> keyset.remove(keyId(arguments));
            default -> throw unknown("keyset", step);
        }
        keyset.keys().forEach(key -> out.printf("%d%s%n", key.id(), key.primary() ? " primary" : ""));
    }

    void pepper(RunnerArguments arguments) {
        String step = step(arguments);
        arguments.allow(2, Set.of());
        Path file = Path.of(arguments.words().get(1));
        switch (step) {
            case "create" -> {
                Peppers.create(file);
                out.printf("%s has the pepper v1.%n", file);
            }
            case "add" -> out.printf("%s has the newer pepper v%d.%n", file, Peppers.add(file));
            case "keep-newest" -> out.printf("%s has the pepper v%d alone.%n", file, Peppers.keepNewest(file));
            default -> throw unknown("pepper", step);
        }
    }

    void reencrypt(RunnerArguments arguments) {
        arguments.allow(1, Set.of());
        String keyset = step(arguments);
        List<EncryptedColumn> columns = switch (keyset) {
            case "auth" -> EncryptedColumn.ofAuth();
            case "connections" -> EncryptedColumn.ofConnections();
            default -> throw unknown("reencrypt", keyset);
        };
        String setting = keyset.equals("auth") ? RunnerEnvironment.AUTH_KEYSET : RunnerEnvironment.CONNECTIONS_KEYSET;
        Path file = environment.keyset(setting);
        FieldCipher cipher = InvalidSecretException.naming(setting, () -> FieldCipher.fromKeysetFile(file));
        long done = new Reencryption(environment.access(), cipher, out::println).run(columns);
        out.printf("%d values encrypted anew; all are under the primary key of %s.%n", done, file);
    }

    void signingKeys(RunnerArguments arguments) {
        arguments.allow(1, Set.of());
        if (!step(arguments).equals("rotate")) {
            throw unknown("signing-keys", step(arguments));
        }
        DatabaseAccess access = environment.access();
        try (Connection connection = access.open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('app.actor_id', 'service:medianest-database', true)");
            int keys = statement.executeUpdate(ROTATE);
            connection.commit();
            if (keys == 0) {
                throw new DatabaseException("There is no signing key yet; auth-service makes it when it starts.");
            }
            out.println("Asked for; auth-service signs with the next key as soon as everybody knows it.");
        } catch (SQLException e) {
            throw DatabaseException.of("Asking for the rotation", access, e);
        }
    }

    private static String step(RunnerArguments arguments) {
        return arguments.words().isEmpty() ? "" : arguments.words().getFirst();
    }

    private static long keyId(RunnerArguments arguments) {
        String id = arguments.words().get(2);
        if (!id.matches("[0-9]{1,10}")) {
            throw new DatabaseException("The id of a key is a number; keyset list shows it.");
        }
        return Long.parseLong(id);
    }

    private static DatabaseException unknown(String mode, String step) {
        return new DatabaseException("The mode %s does not know \"%s\"; see the mode help.".formatted(mode, step));
    }
}
