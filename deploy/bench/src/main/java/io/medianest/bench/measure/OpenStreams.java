package io.medianest.bench.measure;

import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.EventStream;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.OpenLoop;
import io.medianest.bench.load.Request;
import io.medianest.bench.machine.ProcessUsage;
import io.vertx.core.Future;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * People who each have a stream of events open through the gateway: what that takes, and how long each waits for the news
 * of a request of their own, from when it is to be sent until its event is here.
 */
public final class OpenStreams implements Measurement {
    private static final String GROUP = "event streams";
    private static final int PER_SECOND = 50;
    private static final int CONNECTIONS = 10;
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final double MICROS_PER_MILLI = 1_000;
    private static final Duration LAST_NEWS = Duration.ofSeconds(2);

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        int count = bench.pace().streams();
        List<String> tokens = new ArrayList<>();
        for (UUID person : bench.household().newcomers("streaming-", count)) {
            tokens.add(bench.tokens().user(person));
        }
        Map<String, ProcessUsage> before = bench.usage();
        Histogram micros = new Histogram(HIGHEST_MICROS, 3);
        AtomicLongArray asked = new AtomicLongArray(count);
        List<EventStream> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int person = i;
            streams.add(bench.await(() -> EventStream.open(
                    bench.client(),
                    bench.gateway(),
                    Request.stream(bench.gateway(), ListSpeed.PATH + "/events", tokens.get(person)),
                    now -> micros.recordValue(TimeUnit.NANOSECONDS.toMicros(now - asked.get(person))))));
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(GROUP, "open", count, ""));
        bench.quiet(bench.pace().quiet());
        bench.usage().forEach((process, after) -> {
            double grown = after.pssMegabytes()
                    - before.getOrDefault(process, ProcessUsage.NONE).pssMegabytes();
            if (grown >= 1) {
                figures.add(Figure.of(GROUP, "memory of %s for them".formatted(process), grown, "MB"));
            }
        });
        tellEach(bench, tokens, asked);
        bench.quiet(LAST_NEWS);
        figures.add(
                Figure.of(GROUP, "news that arrived, of those to arrive", micros.getTotalCount() / (double) count, ""));
        figures.add(Figure.of(GROUP, "request to news p50", micros.getValueAtPercentile(50) / MICROS_PER_MILLI, "ms"));
        figures.add(Figure.of(GROUP, "request to news p99", micros.getValueAtPercentile(99) / MICROS_PER_MILLI, "ms"));
        streams.forEach(stream -> bench.await(stream::close));
        return figures;
    }

    /** Each person asks for one film. */
    private static void tellEach(Workbench bench, List<String> tokens, AtomicLongArray asked) {
        URI server = bench.gateway();
        AtomicInteger turn = new AtomicInteger();
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (HttpConnection connection : bench.connect(server, CONNECTIONS)) {
            workers.add(() -> {
                int person = turn.getAndIncrement();
                asked.set(person, System.nanoTime());
                return WriteSpeed.create(connection, server, tokens.get(person));
            });
        }
        Duration length = Duration.ofMillis(TimeUnit.SECONDS.toMillis(tokens.size()) / PER_SECOND);
        bench.await(() -> new OpenLoop(bench.vertx()).run(workers, PER_SECOND, Duration.ZERO, length))
                .expectAllWell(GROUP);
    }
}
