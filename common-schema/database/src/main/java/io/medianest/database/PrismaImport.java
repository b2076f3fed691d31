package io.medianest.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The runner's mode that brings people, requests, downloads and addresses of services from a MediaNest whose database
 * Prisma kept. All or nothing, and what is here already is left alone, so that it can be run again.
 */
final class PrismaImport {
    static final String USAGE = """
              import-prisma --from jdbc:postgresql://host:port/database --user NAME --password-file FILE
                           bring people, requests and downloads from an earlier MediaNest""";

    private static final List<String> TABLES =
            List.of("users", "media_requests", "youtube_downloads", "service_config");
    /** By what is said of each; accounts follow from people. */
    private static final Map<String, String> BROUGHT = new LinkedHashMap<>();

    private static final int PAGE = 1_000;
    private static final int MOST_PROBLEMS = 20;

    static {
        BROUGHT.put("users", "people");
        BROUGHT.put("accounts", "of them with Plex");
        BROUGHT.put("media_requests", "requests");
        BROUGHT.put("youtube_downloads", "downloads");
        BROUGHT.put("service_config", "addresses of services, whose keys are to be given anew");
    }

    private final RunnerEnvironment environment;
    private final PrintStream out;

    PrismaImport(RunnerEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    void run(RunnerArguments arguments) {
        arguments.allow(0, Set.of("from", "user", "password-file"));
        DatabaseAccess source = new DatabaseAccess(
                required(arguments, "from"),
                required(arguments, "user"),
                password(required(arguments, "password-file")));
        DatabaseAccess target = environment.access();
        try (Connection there = source.open();
                Connection here = target.open()) {
            there.setAutoCommit(false);
            there.setReadOnly(true);
            there.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            here.setAutoCommit(false);
            bring(there, here);
            here.commit();
        } catch (SQLException e) {
            throw DatabaseException.of("Bringing an earlier installation", target, e);
        }
    }

    private void bring(Connection there, Connection here) throws SQLException {
        try (Statement statement = here.createStatement()) {
            // Prisma writes times without a zone, in UTC.
            statement.execute("set local timezone = 'UTC'");
            statement.execute("select set_config('app.actor_id', 'migration', true)");
            statement.execute(resource("prepare"));
            for (String table : TABLES) {
                copy(there, here, table);
            }
            refuseProblems(statement);
            statement.execute(resource("people"));
            for (Map.Entry<String, String> brought : BROUGHT.entrySet()) {
                int rows = statement.executeUpdate(resource(brought.getKey()));
                out.printf("%d %s%n", rows, brought.getValue());
            }
        }
    }

    private static void copy(Connection there, Connection here, String table) throws SQLException {
        try (Statement read = there.createStatement();
                PreparedStatement write = here.prepareStatement("insert into came values (?, ?::jsonb)")) {
            read.setFetchSize(PAGE);
            int waiting = 0;
            try (ResultSet rows = read.executeQuery("select to_jsonb(t) from " + table + " t")) {
                while (rows.next()) {
                    write.setString(1, table);
                    write.setString(2, rows.getString(1));
                    write.addBatch();
                    waiting++;
                    if (waiting % PAGE == 0) {
                        write.executeBatch();
                    }
                }
            }
            write.executeBatch();
        }
    }

    private static void refuseProblems(Statement statement) throws SQLException {
        List<String> problems = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(resource("problems"))) {
            while (rows.next()) {
                problems.add(rows.getString(1));
            }
        }
        if (!problems.isEmpty()) {
            throw new DatabaseException("Nothing was brought; %d things there are to be decided first:%n%s"
                    .formatted(
                            problems.size(),
                            String.join(
                                    System.lineSeparator(),
                                    problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())))));
        }
    }

    private static String required(RunnerArguments arguments, String option) {
        return arguments
                .option(option)
                .orElseThrow(() -> new DatabaseException("Give --%s; see the mode help.".formatted(option)));
    }

    private static String password(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new DatabaseException("The file %s cannot be read.".formatted(file), e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PrismaImport.class.getResourceAsStream("/prisma/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("/prisma/" + name + ".sql is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
