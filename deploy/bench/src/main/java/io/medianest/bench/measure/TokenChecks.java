package io.medianest.bench.measure;

import io.medianest.bench.data.Household;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.ClosedLoop;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.Request;
import io.medianest.local.stack.ServiceDefinition;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How long the check of an access token takes that was seen before: the signature is remembered, its end and revocations
 * are looked at. Read from the metric that each service keeps of it, while one person asks again and again.
 */
public final class TokenChecks implements Measurement {
    private static final String GROUP = "token";
    private static final int OK = 200;
    private static final double MICROS = 1e6;
    private static final double MOST_MICROS = 20;
    private static final Pattern TOLD = Pattern.compile(
            "(?m)^medianest_token_verification_seconds_(sum|count)\\{[^}]*known=\"true\"[^}]*} (\\S+)$");

    /** What a service has told so far. */
    private record Told(double seconds, double count) {}

    @Override
    public List<Figure> take(Workbench bench) {
        List<Figure> figures = new ArrayList<>();
        for (ServiceDefinition service : bench.services()) {
            String path = switch (service.name()) {
                case "media-service" -> ListSpeed.PATH;
                case "youtube-service" -> "/youtube-downloads";
                case "monitor-service" -> "/services";
                default -> "/auth/me";
            };
            URI server = bench.stack().serviceAddress(service);
            HttpConnection connection = bench.connect(server, 1).getFirst();
            String token = bench.tokens().user(Household.person(1));
            Supplier<Future<?>> worker =
                    () -> connection.send(Request.get(server, path, token)).map(answer -> answer.expect(OK));
            run(bench, worker, bench.pace().warmUp().dividedBy(3));
            Told before = told(bench.stack().metricsAddress(service));
            run(bench, worker, bench.pace().round());
            Told after = told(bench.stack().metricsAddress(service));
            double micros = (after.seconds() - before.seconds()) / (after.count() - before.count()) * MICROS;
            figures.add(
                    Figure.atMost(GROUP, "known, checked by " + service.name() + ", mean", micros, "µs", MOST_MICROS));
        }
        return figures;
    }

    private static void run(Workbench bench, Supplier<Future<?>> worker, Duration length) {
        bench.await(() -> new ClosedLoop(bench.vertx()).run(List.of(worker), Duration.ZERO, length))
                .expectAllWell("asking again and again");
    }

    private static Told told(URI metrics) {
        double seconds = 0;
        double count = 0;
        for (MatchResult line : TOLD.matcher(Metrics.read(metrics)).results().toList()) {
            double value = Double.parseDouble(line.group(2));
            if (line.group(1).equals("sum")) {
                seconds += value;
            } else {
                count += value;
            }
        }
        return new Told(seconds, count);
    }
}
