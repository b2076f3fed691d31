package io.medianest.bench.measure;

import io.medianest.bench.data.BareClient;
import io.medianest.bench.data.Household;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.Request;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How many requests a second can be made: by media-service, through the gateway, and by a bare client that writes the
 * same rows in one transaction on as many connections. Every commit is on the disk before it is told.
 */
public final class WriteSpeed implements Measurement {
    private static final String GROUP = "new request";
    private static final int CONNECTIONS = 20;
    private static final int CREATED = 201;
    private static final double FLOOR = 0.25;
    /** Films that nobody has asked for yet. */
    private static final AtomicLong FILM = new AtomicLong(2_000_000_000L);

    @Override
    public List<Figure> take(Workbench bench) {
        Rounds rounds = new Rounds(bench)
                .with("bare client", bare(bench))
                .with("media-service", http(bench, bench.service("media-service"), CONNECTIONS))
                .with("gateway", http(bench, bench.gateway(), CONNECTIONS))
                .run();
        double bare = rounds.perSecond("bare client");
        double service = rounds.perSecond("media-service");
        double gateway = rounds.perSecond("gateway");
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(GROUP, "bare client", bare, "/s"));
        figures.add(Figure.of(GROUP, "media-service", service, "/s"));
        figures.add(Figure.of(GROUP, "gateway", gateway, "/s"));
        figures.add(Figure.atLeast(GROUP, "media-service to bare client", service / bare, "", FLOOR));
        figures.add(Figure.of(GROUP, "gateway to bare client", gateway / bare, ""));
        figures.addAll(rounds.cpu(GROUP, "bare client"));
        figures.addAll(rounds.cpu(GROUP, "media-service"));
        figures.addAll(rounds.cpu(GROUP, "gateway"));
        return figures;
    }

    /** Workers that each ask for another film, as several people by turns. */
    static List<Supplier<Future<?>>> http(Workbench bench, URI server, int connections) {
        List<String> tokens = new ArrayList<>();
        for (int person = 1; person <= ListSpeed.PEOPLE; person++) {
            tokens.add(bench.tokens().user(Household.person(person)));
        }
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (HttpConnection connection : bench.connect(server, connections)) {
            workers.add(() -> {
                long film = FILM.getAndIncrement();
                return create(connection, server, tokens.get((int) (film % tokens.size())), film);
            });
        }
        return workers;
    }

    /** Asks for one more film that nobody has asked for. */
    static Future<?> create(HttpConnection connection, URI server, String token) {
        return create(connection, server, token, FILM.getAndIncrement());
    }

    private static Future<?> create(HttpConnection connection, URI server, String token, long film) {
        String body = "{\"mediaType\":\"movie\",\"tmdbId\":\"%d\"}".formatted(film);
        return connection
                .send(Request.json("POST", server, ListSpeed.PATH, token, body))
                .map(answer -> answer.expect(CREATED));
    }

    private static List<Supplier<Future<?>>> bare(Workbench bench) {
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (BareClient client : bench.connectBare(CONNECTIONS, 1)) {
            workers.add(() -> {
                long film = FILM.getAndIncrement();
                return client.create(Household.person(1 + (int) (film % ListSpeed.PEOPLE)), Long.toString(film));
            });
        }
        return workers;
    }
}
