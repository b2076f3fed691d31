package io.medianest.youtube.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What instances tell each other of the videos that they are downloading. It may be told as often as one likes; of each
 * video it is written twice a second. While Redis is away there is no progress to see, and nothing else suffers: no
 * method ever fails.
 */
@ApplicationScoped
public class ProgressBoard {
    private static final Logger LOG = Logger.getLogger(ProgressBoard.class);
    /** A hash: fields {@code <download>/<video>}, values {@link Note}. */
    private static final String KEY = "youtube:progress";

    private static final long WRITE_EACH_NANOS = Duration.ofMillis(500).toNanos();
    /** What an instance has not told of for so long is not going on any more. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private final RedisAPI redis;
    private final ObjectMapper json;
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    ProgressBoard(RedisAPI redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** When and in what phase a video was written last. */
    private record Written(long nanos, String phase) {}

    /** What is written of a video, and when, by the writer's clock. */
    private record Note(long at, Progress progress) {}

    /** Tells how far a video is. */
    public Uni<Void> publish(Progress progress) {
        String field = field(progress.downloadId(), progress.videoId());
        Written before = written.get(field);
        long now = System.nanoTime();
        boolean soon =
                before != null && before.phase().equals(progress.phase()) && now - before.nanos() < WRITE_EACH_NANOS;
        if (soon) {
            return Uni.createFrom().voidItem();
        }
        written.put(field, new Written(now, progress.phase()));
        return quietly(redis.hset(List.of(KEY, field, write(new Note(System.currentTimeMillis(), progress))))
                .chain(() -> redis.pexpire(List.of(KEY, Long.toString(STALE.toMillis())))));
    }

    /** A video is not being downloaded any more, whatever became of it. */
    public Uni<Void> ended(UUID downloadId, String videoId) {
        String field = field(downloadId, videoId);
        written.remove(field);
        return quietly(redis.hdel(List.of(KEY, field)));
    }

    /** Every video that some instance is downloading; none while Redis is away. */
    public Uni<List<Progress>> all() {
        return redis.hvals(KEY)
                .map(this::fresh)
                .onFailure()
                .invoke(failure -> LOG.debugf("No progress can be seen: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(List.of());
    }

    private List<Progress> fresh(Response values) {
        long oldest = System.currentTimeMillis() - STALE.toMillis();
        List<Progress> fresh = new ArrayList<>();
        for (Response value : values) {
            read(value.toString()).filter(note -> note.at() >= oldest).ifPresent(note -> fresh.add(note.progress()));
        }
        return fresh;
    }

    private static Uni<Void> quietly(Uni<Response> call) {
        return call.onFailure()
                .invoke(failure -> LOG.debugf("Progress is not told: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static String field(UUID downloadId, String videoId) {
        return downloadId + "/" + videoId;
    }

    private String write(Note note) {
        try {
            return json.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Progress could not be written as JSON", e);
        }
    }

    /** Empty for what another version of this service wrote otherwise. */
    private Optional<Note> read(String text) {
        try {
            return Optional.of(json.readValue(text, Note.class));
        } catch (JsonProcessingException e) {
            LOG.debugf("Progress is not readable: %s", e.getOriginalMessage());
            return Optional.empty();
        }
    }
}
