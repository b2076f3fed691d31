package io.medianest.bench.measure;

import io.medianest.bench.data.VideoQueue;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.EventStream;
import io.medianest.bench.load.RedisConnection;
import io.medianest.bench.load.Request;
import io.medianest.local.stack.StoreAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many events of progress one instance carries: moderators who each have a stream open see how far each of many
 * downloads is, which changes twice a second.
 */
public final class ProgressSpeed implements Measurement {
    private static final String GROUP = "progress of downloads";
    private static final String SERVICE = "youtube-service";
    private static final int DOWNLOADS = 50;
    private static final int VIDEOS_EACH = 500;
    private static final int MOST_STREAMS = 100;
    private static final int CHANGES_PER_SECOND = 2;
    private static final Duration BETWEEN = Duration.ofSeconds(1).dividedBy(CHANGES_PER_SECOND);
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final Path root;

    /** @param root where youtube-service keeps videos */
    public ProgressSpeed(Path root) {
        this.root = root;
    }

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        VideoQueue queue = new VideoQueue(bench.superuser(), root);
        queue.fill(DOWNLOADS * VIDEOS_EACH);
        List<UUID> downloads = queue.downloads();
        int count = Math.min(MOST_STREAMS, bench.pace().streams());
        AtomicLong arrived = new AtomicLong();
        List<EventStream> streams = open(bench, count, arrived);
        RedisConnection redis = redis(bench);
        long begun = System.nanoTime();
        long end = begun + bench.pace().steady().plusSeconds(1).toNanos();
        int step = 0;
        while (System.nanoTime() < end) {
            step++;
            List<String> command = command(downloads, step);
            bench.await(() -> redis.send(RedisConnection.command(command)));
            bench.quiet(BETWEEN);
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        streams.forEach(stream -> bench.await(stream::close));
        bench.await(() -> redis.send(RedisConnection.command(List.of("DEL", "youtube:progress"))));
        queue.fill(0);
        double told = arrived.get() / seconds;
        return List.of(
                Figure.of(GROUP, "streams at one instance", count, ""),
                Figure.of(GROUP, "downloads that change twice a second", downloads.size(), ""),
                Figure.of(GROUP, "events that arrive", told, "/s"),
                Figure.of(GROUP, "of those to arrive", arrived.get() / ((double) count * downloads.size() * step), ""));
    }

    private static List<EventStream> open(Workbench bench, int count, AtomicLong arrived) throws SQLException {
        URI server = bench.service(SERVICE);
        List<EventStream> streams = new ArrayList<>();
        for (UUID moderator : bench.household().newcomers("watching-", count)) {
            String token = bench.tokens().admin(moderator);
            streams.add(bench.await(() -> EventStream.open(
                    bench.client(),
                    server,
                    Request.stream(server, "/youtube-downloads/events", token),
                    now -> arrived.incrementAndGet())));
        }
        return streams;
    }

    private static RedisConnection redis(Workbench bench) {
        StoreAddresses stores = bench.stack().stores();
        return bench.await(() -> RedisConnection.open(
                bench.client(),
                URI.create(stores.redisUrl()),
                stores.redisPassword().orElseThrow()));
    }

    /** What instances would write of a video of each download. */
    private static List<String> command(List<UUID> downloads, int step) {
        List<String> command = new ArrayList<>(List.of("HSET", "youtube:progress"));
        for (UUID download : downloads) {
            command.add(download + "/bench-00001");
            command.add(
                    ("{\"at\":%d,\"progress\":{\"downloadId\":\"%s\",\"videoId\":\"bench-00001\",\"downloadedBytes\":%d,"
                                    + "\"totalBytes\":100000000,\"bytesPerSecond\":1000000.0,\"etaSeconds\":60,"
                                    + "\"phase\":\"downloading\"}}")
                            .formatted(System.currentTimeMillis(), download, step * 1000L));
        }
        return command;
    }
}
