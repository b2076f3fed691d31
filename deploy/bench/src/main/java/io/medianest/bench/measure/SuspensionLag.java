package io.medianest.bench.measure;

import io.medianest.bench.data.Household;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long a person who was suspended is still let in: by each service, and through the gateway. Counts from when the
 * ADMIN's request is sent, so that the suspension itself is within.
 */
public final class SuspensionLag implements Measurement {
    private static final String GROUP = "suspension";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final long ASK_EACH_MILLIS = 5;
    private static final double MOST_MILLIS = 1_000;
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final double MICROS_PER_MILLI = 1_000;

    /** Where somebody asks, and what for. */
    private record Place(URI server, String path, HttpConnection connection, Histogram micros) {}

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        Map<String, Place> places = new LinkedHashMap<>();
        places.put("auth-service", place(bench, bench.service("auth-service"), "/auth/me"));
        places.put("media-service", place(bench, bench.service("media-service"), ListSpeed.PATH));
        places.put("gateway", place(bench, bench.gateway(), ListSpeed.PATH));
        HttpConnection admin = bench.connect(bench.gateway(), 1).getFirst();
        String adminToken = bench.tokens().admin(Household.admin());
        for (UUID person :
                bench.household().newcomers("suspended-", bench.pace().suspensions())) {
            bench.await(() -> suspend(bench, List.copyOf(places.values()), admin, adminToken, person));
        }
        List<Figure> figures = new ArrayList<>();
        places.forEach((name, place) -> {
            figures.add(Figure.of(GROUP, "to refusal by " + name + " p50", millis(place, 50), "ms"));
            figures.add(Figure.atMost(GROUP, "to refusal by " + name + " p99", millis(place, 99), "ms", MOST_MILLIS));
        });
        return figures;
    }

    private static double millis(Place place, double percent) {
        return place.micros().getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    private static Place place(Workbench bench, URI server, String path) {
        return new Place(server, path, bench.connect(server, 1).getFirst(), new Histogram(HIGHEST_MICROS, 3));
    }

    private static Future<Void> suspend(
            Workbench bench, List<Place> places, HttpConnection admin, String adminToken, UUID person) {
        String token = bench.tokens().user(person);
        Buffer suspension =
                Request.json("PATCH", bench.gateway(), "/users/" + person, adminToken, "{\"status\":\"suspended\"}");
        List<Future<?>> welcome = places.stream()
                .<Future<?>>map(
                        place -> place.connection().send(ask(place, token)).map(answer -> answer.expect(OK)))
                .toList();
        return Future.all(welcome).compose(all -> {
            long start = System.nanoTime();
            List<Future<Void>> refusals = new ArrayList<>();
            refusals.add(admin.send(suspension).map(answer -> answer.expect(OK)).mapEmpty());
            places.forEach(place -> refusals.add(untilRefused(bench, place, token, start)));
            return Future.all(refusals).mapEmpty();
        });
    }

    private static Future<Void> untilRefused(Workbench bench, Place place, String token, long start) {
        Promise<Void> refused = Promise.promise();
        askAgain(bench, place, ask(place, token), start, refused);
        return refused.future();
    }

    private static void askAgain(Workbench bench, Place place, Buffer request, long start, Promise<Void> refused) {
        place.connection().send(request).onFailure(refused::fail).onSuccess(answer -> {
            if (answer.status() == UNAUTHORIZED) {
                place.micros().recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
                refused.complete();
            } else {
                bench.vertx().setTimer(ASK_EACH_MILLIS, timer -> askAgain(bench, place, request, start, refused));
            }
        });
    }

    private static Buffer ask(Place place, String token) {
        return Request.get(place.server(), place.path(), token);
    }
}
