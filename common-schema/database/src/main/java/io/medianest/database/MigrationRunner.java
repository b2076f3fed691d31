package io.medianest.database;

import io.medianest.database.ServiceConnections.ServiceConnection;
import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.InvalidSecretException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Prepares, migrates and maintains MediaNest's database: {@code java -jar medianest-database.jar [mode]}. Ends with
 * exit code 0, or with 1 and one sentence that says what went wrong.
 */
public final class MigrationRunner {
    private static final String USAGE = """
            Modes:
              migrate      apply the migrations that the database does not have yet (the default)
              bootstrap    as superuser: create the roles and the database
              maintain     make partitions ahead, prune and archive old months
                           [--months-ahead 6] [--audit-months 24] [--archive-dir DIR] [--reindex SCHEMA.TABLE]...
              restore-errors MONTH  bring an archived month of errors back, such as 2026-05
                           [--archive-dir DIR] [--days 30]
              connect      connect SERVICE --url URL [--api-key-file FILE] [--config-data JSON]
            %s
            %s
            %s
            %s
            %s
              help         this text
            Environment: MEDIANEST_DB_URL, MEDIANEST_DB_USER, MEDIANEST_DB_PASSWORD_FILE or MEDIANEST_DB_PASSWORD;
              maintain, restore-errors: MEDIANEST_ARCHIVE_DIR instead of --archive-dir;
              bootstrap: MEDIANEST_DB_NAME, MEDIANEST_DB_PASSWORDS_DIR or MEDIANEST_DB_PASSWORD_<ROLE>;
              connect, webhook, reencrypt, rotate: MEDIANEST_SECRETS_CONNECTIONS_KEYSET_FILE,
              MEDIANEST_SECRETS_AUTH_KEYSET_FILE, MEDIANEST_SECRETS_PEPPER_FILE;
              webhook: MEDIANEST_WEBHOOK_SECRET_FILE;
              dead-letters: KAFKA_BOOTSTRAP_SERVERS, KAFKA_CONFIG_FILE.""".formatted(
            SecretCommands.USAGE, DeadLetterCommands.USAGE, JobCommand.USAGE, WebhookCommand.USAGE, PrismaImport.USAGE);

    private static final int RESTORED_DAYS = 30;
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    private final RunnerEnvironment environment;
    private final PrintStream out;

    private MigrationRunner(RunnerEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Runs the mode that the arguments name. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out, System.err, arguments));
    }

    /**
     * As {@link #main}, without ending the process.
     *
     * @param environment the configuration, see the mode help
     * @param out gets what was done
     * @param err gets the sentence that says what went wrong
     * @return the exit code, 0 or 1
     */
    public static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... arguments) {
        // What Flyway tells at INFO the runner says in one line itself.
        FLYWAY_LOG.setLevel(Level.SEVERE);
        // Kafka's client would otherwise complain that nobody wants its log.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try {
            new MigrationRunner(new RunnerEnvironment(environment), out).execute(RunnerArguments.parse(arguments));
            return 0;
        } catch (DatabaseException | InvalidSecretException e) {
            err.println("medianest-database: " + e.getMessage());
        } catch (RuntimeException e) {
            // A defect of the runner itself. The trace helps whoever looks for it; it holds no values.
            err.println(
                    "medianest-database: unexpectedly failed: " + e.getClass().getSimpleName());
            e.printStackTrace(err);
        }
        return 1;
    }

    private void execute(RunnerArguments arguments) {
        switch (arguments.mode()) {
            case "migrate" -> migrate(arguments);
            case "bootstrap" -> bootstrap(arguments);
            case "maintain" -> maintain(arguments);
            case "restore-errors" -> restoreErrors(arguments);
            case "connect" -> connect(arguments);
            case "webhook" -> new WebhookCommand(environment, out).run(arguments);
            case "keyset" -> new SecretCommands(environment, out).keyset(arguments);
            case "pepper" -> new SecretCommands(environment, out).pepper(arguments);
            case "reencrypt" -> new SecretCommands(environment, out).reencrypt(arguments);
            case "signing-keys" -> new SecretCommands(environment, out).signingKeys(arguments);
            case "dead-letters" -> new DeadLetterCommands(environment, out).run(arguments);
            case "import-prisma" -> new PrismaImport(environment, out).run(arguments);
            case "run-job" -> new JobCommand(environment, out).run(arguments);
            case "help", "-h" -> out.println(USAGE);
            default ->
                throw new DatabaseException("There is no mode %s; see the mode help.".formatted(arguments.mode()));
        }
    }

    private void migrate(RunnerArguments arguments) {
        arguments.allow(0, Set.of());
        DatabaseAccess access = environment.access();
        DatabaseMigration.Outcome outcome = DatabaseMigration.migrate(access);
        out.printf(
                "%s is at version %s; %d migrations applied.%n", access.place(), outcome.version(), outcome.applied());
    }

    private void bootstrap(RunnerArguments arguments) {
        arguments.allow(0, Set.of());
        DatabaseAccess server = environment.access();
        String database = environment.databaseName();
        DatabaseBootstrap.bootstrap(server, database, environment.rolePasswords());
        out.printf("%s is ready for migration.%n", server.toDatabase(database).place());
    }

    private void maintain(RunnerArguments arguments) {
        arguments.allow(0, Set.of("months-ahead", "audit-months", "archive-dir", "reindex"));
        Optional<Path> archive = environment.archive(arguments);
        new DatabaseMaintenance(environment.access(), Clock.systemUTC(), out::println)
                .run(new DatabaseMaintenance.Plan(
                        arguments.number("months-ahead", 6),
                        arguments.number("audit-months", MonthlyTable.CHANGE_LOG.monthsKept()),
                        archive,
                        arguments.all("reindex"),
                        LOCK_TIMEOUT));
    }

    private void restoreErrors(RunnerArguments arguments) {
        arguments.allow(1, Set.of("archive-dir", "days"));
        Path archive = environment.archive(arguments).orElseThrow(() -> new DatabaseException("Set --archive-dir."));
        YearMonth month;
        try {
            month = YearMonth.parse(arguments.words().getFirst());
        } catch (DateTimeParseException e) {
            throw new DatabaseException("The month must be like 2026-05.", e);
        }
        new ErrorRestore(environment.access(), Clock.systemUTC(), LOCK_TIMEOUT, out::println)
                .run(new MonthArchive(archive), month, arguments.number("days", RESTORED_DAYS));
    }

    private void connect(RunnerArguments arguments) {
        arguments.allow(1, Set.of("url", "api-key-file", "config-data"));
        String url = arguments.option("url").orElseThrow(() -> new DatabaseException("Set --url."));
        @Nullable
        String apiKey = arguments
                .option("api-key-file")
                .map(file -> RunnerEnvironment.read(Path.of(file)))
                .orElse(null);
        @Nullable String configData = arguments.option("config-data").orElse(null);
        ServiceConnection connection = new ServiceConnection(arguments.words().getFirst(), url, apiKey, configData);
        FieldCipher cipher = FieldCipher.fromKeysetFile(environment.file(RunnerEnvironment.CONNECTIONS_KEYSET));
        ServiceConnections.connect(environment.access(), connection, cipher);
        out.printf("%s is connected.%n", connection);
    }
}
