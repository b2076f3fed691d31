package io.medianest.bench.measure;

import io.medianest.bench.data.Household;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.EventStream;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.Request;
import io.medianest.bench.machine.ProcessUsage;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Moderators who each have a stream open at one instance of media-service, past the gateway, and so all see the same
 * event: what that takes, and how long it is from when a request is sent until its event has come to each of them.
 */
public final class EventToAll implements Measurement {
    private static final String GROUP = "one event to all streams";
    private static final String SERVICE = "media-service";
    private static final int EVENTS = 10;
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final double MICROS_PER_MILLI = 1_000;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        int count = bench.pace().streams();
        URI server = bench.service(SERVICE);
        Histogram micros = new Histogram(HIGHEST_MICROS, 3);
        AtomicLong asked = new AtomicLong();
        double before = bench.usage().getOrDefault(SERVICE, ProcessUsage.NONE).rssMegabytes();
        List<EventStream> streams = new ArrayList<>();
        for (UUID moderator : bench.household().newcomers("moderating-", count)) {
            String token = bench.tokens().admin(moderator);
            streams.add(bench.await(() -> EventStream.open(
                    bench.client(),
                    server,
                    Request.stream(server, ListSpeed.PATH + "/events", token),
                    now -> micros.recordValue(TimeUnit.NANOSECONDS.toMicros(now - asked.get())))));
        }
        bench.quiet(bench.pace().quiet());
        double open = bench.usage().getOrDefault(SERVICE, ProcessUsage.NONE).rssMegabytes();
        String token = bench.tokens().user(Household.person(1));
        HttpConnection connection = bench.connect(server, 1).getFirst();
        for (int i = 0; i < EVENTS; i++) {
            asked.set(System.nanoTime());
            bench.await(() -> WriteSpeed.create(connection, server, token).mapEmpty());
            bench.quiet(BETWEEN);
        }
        streams.forEach(stream -> bench.await(stream::close));
        return List.of(
                Figure.of(GROUP, "streams at one instance", count, ""),
                Figure.of(GROUP, "memory (RSS) of media-service with them", open, "MB"),
                Figure.of(GROUP, "of that for them", open - before, "MB"),
                Figure.of(GROUP, "arrived, of those to arrive", micros.getTotalCount() / (double) (count * EVENTS), ""),
                Figure.of(GROUP, "request to event p50", micros.getValueAtPercentile(50) / MICROS_PER_MILLI, "ms"),
                Figure.of(GROUP, "request to event p99", micros.getValueAtPercentile(99) / MICROS_PER_MILLI, "ms"),
                Figure.of(GROUP, "request to event, the last", micros.getMaxValue() / MICROS_PER_MILLI, "ms"));
    }
}
