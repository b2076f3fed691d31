package io.medianest.bench.measure;

import io.medianest.bench.data.Household;
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

/**
 * How long a moderator's search for a part of a title takes among everybody's requests: rare titles, words that a tenth of
 * all have, beginnings of words, and what nobody has asked for.
 */
public final class ModeratorSearch implements Measurement {
    private static final String GROUP = "moderator's search";
    private static final long ROWS = 1_000_000;
    private static final int PER_SECOND = 20;
    private static final int CONNECTIONS = 8;
    private static final int OK = 200;
    private static final double MOST_MILLIS = 50;
    private static final List<String> TYPED = List.of(
            "harbour",
            "quiet%20winter",
            "orchestra%20471",
            "detective%2049999",
            "ma",
            "machi",
            "night%20of%20the%20signal",
            "garden%2012",
            "nobody%20asked%20for%20this");

    private final boolean fill;

    /** @param fill whether there must be a million requests, and not only as many as there are */
    public ModeratorSearch(boolean fill) {
        this.fill = fill;
    }

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        if (fill) {
            bench.household().fillTo(ROWS);
        }
        URI server = bench.service("media-service");
        String token = bench.tokens().admin(Household.admin());
        List<Buffer> requests = TYPED.stream()
                .map(text -> Request.get(server, ListSpeed.PATH + "?q=" + text, token))
                .toList();
        AtomicInteger turn = new AtomicInteger();
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (HttpConnection connection : bench.connect(server, CONNECTIONS)) {
            workers.add(() -> connection
                    .send(requests.get(turn.getAndIncrement() % requests.size()))
                    .map(answer -> answer.expect(OK)));
        }
        Outcome outcome = bench.await(() -> new OpenLoop(bench.vertx())
                        .run(
                                workers,
                                PER_SECOND,
                                bench.pace().warmUp(),
                                bench.pace().steady()))
                .expectAllWell(GROUP);
        return List.of(
                Figure.of(GROUP, "requests", (double) bench.household().requests(), ""),
                Figure.of(GROUP, "p50", outcome.percentile(50), "ms"),
                Figure.atMost(GROUP, "p95", outcome.percentile(95), "ms", MOST_MILLIS));
    }
}
