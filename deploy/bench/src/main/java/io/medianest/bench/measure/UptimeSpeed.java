package io.medianest.bench.measure;

import io.medianest.bench.data.Household;
import io.medianest.bench.data.WatchedServices;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.Request;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long one person needs to read the uptimes of all services over four windows, page by page. */
public final class UptimeSpeed implements Measurement {
    private static final String GROUP = "uptimes";
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final int MOST = 30_000;
    private static final int OK = 200;
    private static final double MOST_SECONDS = 1;
    private static final double NANOS = Duration.ofSeconds(1).toNanos();
    private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        WatchedServices services = new WatchedServices(bench.superuser());
        warmUp(bench, services);
        double few = seconds(bench, services, FEW);
        double many = seconds(bench, services, MANY);
        double most = seconds(bench, services, MOST);
        services.clear();
        return List.of(
                Figure.of(GROUP, "four windows of 1,000 services", few, "s"),
                Figure.atMost(GROUP, "four windows of 10,000 services", many, "s", MOST_SECONDS),
                Figure.of(GROUP, "four windows of 30,000 services", most, "s"));
    }

    private static void warmUp(Workbench bench, WatchedServices services) throws SQLException {
        services.withHistory(FEW);
        HttpConnection connection =
                bench.connect(bench.service("monitor-service"), 1).getFirst();
        long begun = System.nanoTime();
        do {
            readAll(bench, connection);
        } while (System.nanoTime() - begun < bench.pace().warmUp().toNanos());
    }

    private static double seconds(Workbench bench, WatchedServices services, int count) throws SQLException {
        services.withHistory(count);
        HttpConnection connection =
                bench.connect(bench.service("monitor-service"), 1).getFirst();
        readAll(bench, connection);
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < bench.pace().rounds(); round++) {
            long begun = System.nanoTime();
            readAll(bench, connection);
            seconds.add((System.nanoTime() - begun) / NANOS);
        }
        Collections.sort(seconds);
        return seconds.get(seconds.size() / 2);
    }

    private static void readAll(Workbench bench, HttpConnection connection) {
        URI server = bench.service("monitor-service");
        String token = bench.tokens().user(Household.person(1));
        String cursor = "";
        do {
            String path = "/services?limit=100" + cursor;
            String page = bench.await(() -> connection.send(Request.get(server, path, token)))
                    .expect(OK)
                    .body()
                    .toString();
            Matcher next = NEXT.matcher(page);
            cursor = next.find() ? "&cursor=" + next.group(1) : "";
        } while (!cursor.isEmpty());
    }
}
