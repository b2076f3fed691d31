package io.medianest.bench.measure;

import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.OpenLoop;
import io.medianest.bench.load.Outcome;
import io.medianest.events.EventHeaders;
import io.medianest.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How long it takes until a consumer has the event of what was written, at 200 writes a second. Counts from the begin of
 * the writing transaction, by the database's clock, so that the commit is within.
 */
public final class EventLag implements Measurement {
    private static final String GROUP = "events at 200 writes/s";
    private static final int PER_SECOND = 200;
    private static final int CONNECTIONS = 20;
    private static final double MOST_MILLIS = 250;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final double MICROS_PER_MILLI = 1_000;

    @Override
    public List<Figure> take(Workbench bench) {
        var workers = WriteSpeed.http(bench, bench.service("media-service"), CONNECTIONS);
        CountDownLatch placed = new CountDownLatch(1);
        CompletableFuture<Long> expected = new CompletableFuture<>();
        CompletableFuture<Histogram> heard = CompletableFuture.supplyAsync(
                () -> listen(bench.stack().stores().kafka(), placed, expected),
                task -> Thread.ofPlatform().name("bench-consumer").daemon().start(task));
        await(placed);
        Outcome writes = bench.await(() -> new OpenLoop(bench.vertx())
                        .run(workers, PER_SECOND, Duration.ZERO, bench.pace().steady()))
                .expectAllWell(GROUP);
        expected.complete(writes.count());
        Histogram lag = heard.join();
        return List.of(
                Figure.of(GROUP, "events heard of writes made", lag.getTotalCount() / (double) writes.count(), ""),
                Figure.of(GROUP, "write p50", writes.percentile(50), "ms"),
                Figure.of(GROUP, "write p99", writes.percentile(99), "ms"),
                Figure.of(GROUP, "commit to consumer p50", lag.getValueAtPercentile(50) / MICROS_PER_MILLI, "ms"),
                Figure.atMost(
                        GROUP,
                        "commit to consumer p99",
                        lag.getValueAtPercentile(99) / MICROS_PER_MILLI,
                        "ms",
                        MOST_MILLIS));
    }

    /** Listens until as many events have come as were written, or none comes any more. */
    private static Histogram listen(String kafka, CountDownLatch placed, CompletableFuture<Long> expected) {
        Histogram micros = new Histogram(HIGHEST_MICROS, 3);
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "enable.auto.commit", "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.MEDIA_REQUESTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            placed.countDown();
            long last = System.nanoTime();
            while (micros.getTotalCount() < expected.getNow(Long.MAX_VALUE)
                    && System.nanoTime() - last < PATIENCE.toNanos()) {
                for (ConsumerRecord<String, String> event : consumer.poll(POLL)) {
                    micros.recordValue(Math.max(0, age(event)));
                    last = System.nanoTime();
                }
            }
            return micros;
        }
    }

    private static long age(ConsumerRecord<String, String> event) {
        String time = new String(event.headers().lastHeader(EventHeaders.TIME).value(), StandardCharsets.UTF_8);
        return TimeUnit.NANOSECONDS.toMicros(
                Duration.between(Instant.parse(time), Instant.now()).toNanos());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Kafka does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The bench was interrupted", e);
        }
    }
}
