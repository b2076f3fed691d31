package io.medianest.bench.measure;

import io.medianest.bench.data.Household;
import io.medianest.bench.data.Shelves;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.OpenLoop;
import io.medianest.bench.load.Outcome;
import io.medianest.bench.load.Request;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a page of a library of 20,000 takes through the gateway, to people who page on and on, and a search in it. */
public final class LibraryPages implements Measurement {
    private static final String GROUP = "library of 20,000";
    private static final int TITLES = 20_000;
    private static final int PER_SECOND = 50;
    private static final int CONNECTIONS = 10;
    private static final int OK = 200;
    private static final double MOST_MILLIS = 100;
    private static final String ITEMS = "/library/" + Shelves.KEY + "/items?limit=50";
    private static final String SEARCH = "/library/search?query=";
    private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        new Shelves(bench.superuser()).fill(TITLES);
        URI server = bench.gateway();
        String token = bench.tokens().admin(Household.admin());
        List<Supplier<Future<?>>> pages = new ArrayList<>();
        for (HttpConnection connection : bench.connect(server, CONNECTIONS)) {
            pages.add(new Reader(connection, server, token)::next);
        }
        AtomicInteger turn = new AtomicInteger();
        List<Supplier<Future<?>>> searches = new ArrayList<>();
        for (HttpConnection connection : bench.connect(server, CONNECTIONS)) {
            searches.add(() -> connection
                    .send(Request.get(server, SEARCH + "film%20" + turn.getAndIncrement() % TITLES, token))
                    .map(answer -> answer.expect(OK)));
        }
        Outcome paging = run(bench, pages);
        Outcome searching = run(bench, searches);
        return List.of(
                Figure.of(GROUP, "page of 50, p50", paging.percentile(50), "ms"),
                Figure.atMost(GROUP, "page of 50, p95", paging.percentile(95), "ms", MOST_MILLIS),
                Figure.of(GROUP, "search, p50", searching.percentile(50), "ms"),
                Figure.of(GROUP, "search, p95", searching.percentile(95), "ms"));
    }

    private static Outcome run(Workbench bench, List<Supplier<Future<?>>> workers) {
        return bench.await(() -> new OpenLoop(bench.vertx())
                        .run(
                                workers,
                                PER_SECOND,
                                bench.pace().warmUp(),
                                bench.pace().steady()))
                .expectAllWell(GROUP);
    }

    /** Somebody who reads the library from beginning to end, and then again in the other order. */
    private static final class Reader {
        private final HttpConnection connection;
        private final URI server;
        private final String token;
        private String order = "";
        private String cursor = "";

        Reader(HttpConnection connection, URI server, String token) {
            this.connection = connection;
            this.server = server;
            this.token = token;
        }

        Future<?> next() {
            Buffer request = Request.get(server, ITEMS + order + cursor, token);
            return connection.send(request).map(answer -> {
                Matcher next = NEXT.matcher(answer.expect(OK).body().toString());
                boolean more = next.find();
                cursor = more ? "&cursor=" + next.group(1) : "";
                if (!more) {
                    order = order.isEmpty() ? "&sort=added" : "";
                }
                return answer;
            });
        }
    }
}
