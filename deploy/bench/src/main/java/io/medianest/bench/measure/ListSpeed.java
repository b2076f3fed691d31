package io.medianest.bench.measure;

import io.medianest.bench.data.BareClient;
import io.medianest.bench.data.Household;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.Request;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How many lists of 20 requests a second: from media-service, through the gateway, and from the database by a bare client
 * that runs the same statement on as many connections, once with one statement under way on each and once with several.
 */
public final class ListSpeed implements Measurement {
    static final String PATH = "/media-requests";
    static final int PEOPLE = 40;
    private static final String GROUP = "list of 20";
    private static final int CONNECTIONS = 20;
    private static final int PIPELINED = 4;
    /** One more than a page, as the service asks in order to know whether there is a next page. */
    private static final int ROWS = 21;

    private static final int OK = 200;
    private static final double FLOOR_DIRECT = 0.25;
    private static final double FLOOR_GATEWAY = 0.15;
    private static final String STATEMENT = """
            select query from pg_stat_activity
            where usename = 'media_service' and query like 'select r.id%where r.user_id%limit%'
            """;

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        List<Supplier<Future<?>>> direct = http(bench, bench.service("media-service"));
        bench.await(() -> direct.getFirst().get());
        String sql = statement(bench);
        Rounds rounds = new Rounds(bench)
                .with("bare client", bare(bench, sql, 1))
                .with("bare client, pipelining", bare(bench, sql, PIPELINED))
                .with("media-service", direct)
                .with("gateway", http(bench, bench.gateway()))
                .run();
        double bare = Math.max(rounds.perSecond("bare client"), rounds.perSecond("bare client, pipelining"));
        List<Figure> figures = new ArrayList<>();
        for (String load : List.of("bare client", "bare client, pipelining", "media-service", "gateway")) {
            figures.add(Figure.of(GROUP, load, rounds.perSecond(load), "/s"));
        }
        double one = rounds.perSecond("bare client");
        double service = rounds.perSecond("media-service");
        double gateway = rounds.perSecond("gateway");
        figures.add(Figure.of(GROUP, "media-service to bare client", service / one, ""));
        figures.add(Figure.atLeast(GROUP, "media-service to the faster bare client", service / bare, "", FLOOR_DIRECT));
        figures.add(Figure.of(GROUP, "gateway to bare client", gateway / one, ""));
        figures.add(Figure.atLeast(GROUP, "gateway to the faster bare client", gateway / bare, "", FLOOR_GATEWAY));
        figures.addAll(rounds.cpu(GROUP, "bare client"));
        figures.addAll(rounds.cpu(GROUP, "media-service"));
        figures.addAll(rounds.cpu(GROUP, "gateway"));
        return figures;
    }

    /** One worker for each connection; all ask for the lists of several people by turns. */
    static List<Supplier<Future<?>>> http(Workbench bench, URI server) {
        List<Buffer> requests = new ArrayList<>();
        for (int person = 1; person <= PEOPLE; person++) {
            String token = bench.tokens().user(Household.person(person));
            requests.add(Request.get(server, PATH, token));
        }
        AtomicInteger turn = new AtomicInteger();
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (HttpConnection connection : bench.connect(server, CONNECTIONS)) {
            workers.add(() -> connection
                    .send(requests.get(turn.getAndIncrement() % PEOPLE))
                    .map(answer -> answer.expect(OK)));
        }
        return workers;
    }

    private static List<Supplier<Future<?>>> bare(Workbench bench, String sql, int pipelined) {
        AtomicInteger turn = new AtomicInteger();
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (BareClient client : bench.connectBare(CONNECTIONS, pipelined)) {
            for (int i = 0; i < pipelined; i++) {
                workers.add(() -> client.list(sql, Household.person(1 + turn.getAndIncrement() % PEOPLE), ROWS));
            }
        }
        return workers;
    }

    /** The statement as the database has it from the service, so that both always run the same. */
    private static String statement(Workbench bench) throws SQLException {
        try (Statement statement = bench.superuser().createStatement();
                ResultSet rows = statement.executeQuery(STATEMENT)) {
            if (!rows.next()) {
                throw new IllegalStateException("The database does not show the service's statement");
            }
            return rows.getString(1);
        }
    }
}
