package io.medianest.bench.measure;

import io.medianest.bench.data.Household;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.OpenLoop;
import io.medianest.bench.load.Outcome;
import io.medianest.bench.load.Request;
import io.vertx.core.Future;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Twenty thousand errors in a minute, of two hundred causes, as clients report them: whether people still see at once how
 * services are, whether all are counted, and how few rows are kept of them.
 */
public final class ErrorFlood implements Measurement {
    private static final String GROUP = "errors";
    private static final int PER_SECOND = 334;
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private static final Duration QUICK_LENGTH = Duration.ofSeconds(3);
    private static final int CAUSES = 200;
    private static final int LETTERS = 20;
    private static final int REPORTERS = 16;
    private static final int READERS = 4;
    private static final int READS_PER_SECOND = 20;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final double READS_MOST_MILLIS = 100;
    private static final int ROWS_OF_A_CAUSE = 60;
    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(3);
    private static final String COUNTED =
            "select coalesce(sum(occurrences), 0) from monitor.error_groups where error_code like 'FLOOD_%'";
    private static final String ROWS = "select count(*) from monitor.error_logs where error_code like 'FLOOD_%'";

    /** What clients reported, and what people read meanwhile. */
    private record Together(Outcome reports, Outcome reads) {}

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        long rowsBefore = number(bench, ROWS);
        long warm = number(bench, COUNTED)
                + flood(bench, bench.pace().warmUp()).reports().count();
        awaitCounted(bench, warm);
        long before = number(bench, COUNTED);
        Together flood = flood(bench, bench.pace().equals(Pace.QUICK) ? QUICK_LENGTH : LENGTH);
        long sent = flood.reports().count();
        long begun = System.nanoTime();
        awaitCounted(bench, before + sent);
        double counted = (double) (number(bench, COUNTED) - before) / sent;
        double seconds =
                (double) (System.nanoTime() - begun) / Duration.ofSeconds(1).toNanos();
        long rows = number(bench, ROWS) - rowsBefore;
        return List.of(
                Figure.of(GROUP, "reported in a minute", (double) sent, ""),
                Figure.atMost(
                        GROUP, "GET /services meanwhile p99", flood.reads().percentile(99), "ms", READS_MOST_MILLIS),
                Figure.of(GROUP, "a report p99", flood.reports().percentile(99), "ms"),
                Figure.atLeast(GROUP, "counted of those reported", counted, "", 1),
                Figure.of(GROUP, "all counted after the last", seconds, "s"),
                Figure.atMost(GROUP, "rows kept, of 200 causes", (double) rows, "", CAUSES * ROWS_OF_A_CAUSE));
    }

    private static void awaitCounted(Workbench bench, long all) throws SQLException {
        long begun = System.nanoTime();
        while (number(bench, COUNTED) < all && System.nanoTime() - begun < ARRIVES_WITHIN.toNanos()) {
            bench.quiet(Duration.ofMillis(200));
        }
    }

    private static Together flood(Workbench bench, Duration length) {
        URI monitor = bench.service("monitor-service");
        AtomicLong next = new AtomicLong();
        List<Supplier<Future<?>>> reporters = new ArrayList<>();
        for (HttpConnection connection : bench.connect(monitor, REPORTERS)) {
            String token = bench.tokens().user(Household.person(1 + reporters.size()));
            reporters.add(() -> connection
                    .send(Request.json("POST", monitor, "/errors", token, report(next.getAndIncrement())))
                    .map(answer -> answer.expect(ACCEPTED)));
        }
        List<Supplier<Future<?>>> readers = new ArrayList<>();
        for (HttpConnection connection : bench.connect(monitor, READERS)) {
            String token = bench.tokens().user(Household.person(1 + readers.size()));
            readers.add(() ->
                    connection.send(Request.get(monitor, "/services", token)).map(answer -> answer.expect(OK)));
        }
        return bench.await(() -> {
            OpenLoop loop = new OpenLoop(bench.vertx());
            Future<Outcome> reported = loop.run(reporters, PER_SECOND, Duration.ZERO, length);
            Future<Outcome> read = loop.run(readers, READS_PER_SECOND, Duration.ZERO, length);
            return Future.all(reported, read)
                    .map(both -> new Together(
                            reported.result().expectAllWell("reporting errors"),
                            read.result().expectAllWell("reading services")));
        });
    }

    private static String report(long number) {
        return """
               {"errorCode":"FLOOD_%s","errorMessage":"It broke","requestPath":"/films","requestMethod":"GET"}""".formatted(cause(number));
    }

    /** In letters: causes that differ by numbers only count as one. */
    private static String cause(long number) {
        long cause = number % CAUSES;
        return String.valueOf((char) ('A' + cause / LETTERS)) + (char) ('A' + cause % LETTERS);
    }

    private static long number(Workbench bench, String query) throws SQLException {
        try (Statement statement = bench.superuser().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
