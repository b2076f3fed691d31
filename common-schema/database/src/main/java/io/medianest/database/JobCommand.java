package io.medianest.database;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** The runner's mode that has a service do its recurring work now. */
final class JobCommand {
    static final String USAGE = """
              run-job      NAME: have auth-service do this work now (clean-up, purge-users, plex-recheck)""";

    private static final String REQUEST = "update auth.jobs set requested_at = now() where name = ?";

    private final RunnerEnvironment environment;
    private final PrintStream out;

    JobCommand(RunnerEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    void run(RunnerArguments arguments) {
        arguments.allow(1, Set.of());
        if (arguments.words().isEmpty()) {
            throw new DatabaseException("Name the work; see the mode help.");
        }
        String job = arguments.words().getFirst();
        DatabaseAccess access = environment.access();
        try (Connection connection = access.open()) {
            connection.setAutoCommit(false);
            try (Statement actor = connection.createStatement()) {
                actor.execute("select set_config('app.actor_id', 'service:medianest-database', true)");
            }
            try (PreparedStatement request = connection.prepareStatement(REQUEST)) {
                request.setString(1, job);
                if (request.executeUpdate() == 0) {
                    throw new DatabaseException(
                            "There is no work %s; auth-service enters its own when it starts.".formatted(job));
                }
            }
            connection.commit();
            out.printf("Asked for; auth-service begins %s within half a minute.%n", job);
        } catch (SQLException e) {
            throw DatabaseException.of("Asking for " + job, access, e);
        }
    }
}
