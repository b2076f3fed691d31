package io.medianest.database;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.KeysetFile;
import io.medianest.encryption.Peppers;
import io.medianest.encryption.ReloadTime;
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
              keyset       rotate auth | connections: encrypt everything with a new key while the services run
                           or step by step: create FILE | list FILE | add FILE | promote FILE KEY | remove FILE KEY
              pepper       rotate: hash with a new pepper while the services run
                           or step by step: create FILE | add FILE | promote FILE | keep-newest FILE
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
        if (step.equals("rotate")) {
            arguments.allow(2, Set.of());
            rotateKeyset(arguments.words().get(1));
            return;
        }
        boolean namesKey = step.equals("promote") || step.equals("remove");
        arguments.allow(namesKey ? 3 : 2, Set.of());
        Path file = Path.of(arguments.words().get(1));
        KeysetFile keyset = new KeysetFile(file);
        switch (step) {
            case "create" -> KeysetFile.create(file);
            case "list" -> out.printf("The keys of %s:%n", file);
            case "add" -> out.printf("The key %d is added; promote it when every service has read it.%n", keyset.add());
            case "promote" -> keyset.promote(keyId(arguments));
            case "remove" -> keyset.remove(keyId(arguments));
            default -> throw unknown("keyset", step);
        }
        keyset.keys().forEach(key -> out.printf("%d%s%n", key.id(), key.primary() ? " primary" : ""));
    }

    void pepper(RunnerArguments arguments) {
        String step = step(arguments);
        if (step.equals("rotate")) {
            arguments.allow(1, Set.of());
            rotatePepper(environment.file(RunnerEnvironment.PEPPER));
            return;
        }
        arguments.allow(2, Set.of());
        Path file = Path.of(arguments.words().get(1));
        switch (step) {
            case "create" -> {
                Peppers.create(file);
                out.printf("%s has the pepper v1.%n", file);
            }
            case "add" ->
                out.printf(
                        "%s has the pepper v%d; promote it when every service has read it.%n", file, Peppers.add(file));
            case "promote" -> out.printf("%s has the newest pepper v%d.%n", file, Peppers.promote(file));
            case "keep-newest" -> out.printf("%s has the pepper v%d alone.%n", file, Peppers.keepNewest(file));
            default -> throw unknown("pepper", step);
        }
    }

    /** A key that was added and never promoted is what an interrupted rotation left: it goes on with that one. */
    private void rotateKeyset(String name) {
        Path file = environment.file(setting("keyset rotate", name));
        KeysetFile keyset = new KeysetFile(file);
        KeysetFile.KeyInfo last = keyset.keys().getLast();
        long key = last.primary() ? keyset.add() : last.id();
        out.printf("%s has the new key %d; every service is given time to read it.%n", file, key);
        ReloadTime.await();
        keyset.promote(key);
        out.println("It encrypts from now on; every service is given time to read that.");
        ReloadTime.await();
        reencrypt(name);
        out.println(
                "The older keys stay for backups of the database; keyset list shows them, keyset remove ends them.");
    }

    private void rotatePepper(Path file) {
        if (!Peppers.hasNext(file)) {
            Peppers.add(file);
        }
        out.printf("%s has a new pepper; every service is given time to read it.%n", file);
        ReloadTime.await();
        out.printf(
                "The pepper v%d hashes from now on; the older ones still recognise theirs.%n", Peppers.promote(file));
    }

    private static String setting(String mode, String keyset) {
        return switch (keyset) {
            case "auth" -> RunnerEnvironment.AUTH_KEYSET;
            case "connections" -> RunnerEnvironment.CONNECTIONS_KEYSET;
            default -> throw unknown(mode, keyset);
        };
    }

    void reencrypt(RunnerArguments arguments) {
        arguments.allow(1, Set.of());
        reencrypt(step(arguments));
    }

    private void reencrypt(String keyset) {
        String setting = setting("reencrypt", keyset);
        List<EncryptedColumn> columns =
                keyset.equals("auth") ? EncryptedColumn.ofAuth() : EncryptedColumn.ofConnections();
        Path file = environment.file(setting);
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
