package io.medianest.youtube.collection;

import io.medianest.plex.PlexConnections;
import io.medianest.plex.PlexUnavailableException;
import io.medianest.runtime.schedule.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings what was downloaded into Plex, by one instance at a time: has it scanned, waits for it, makes the collections.
 * While Plex is away, downloads wait for this step alone.
 */
@ApplicationScoped
class CollectionRound {
    private static final Logger LOG = Logger.getLogger(CollectionRound.class);
    /** Work is given up before the lease runs out, so that two instances never do it at once. */
    private static final double SHARE_FOR_WORK = 0.8;

    private final CollectionQueue queue;
    private final Shelves shelves;
    private final PlaylistCollection collection;
    private final PlexConnections connections;
    private final CollectionConfig config;
    private final MeterRegistry metrics;

    CollectionRound(
            CollectionQueue queue,
            Shelves shelves,
            PlaylistCollection collection,
            PlexConnections connections,
            CollectionConfig config,
            MeterRegistry metrics) {
        this.queue = queue;
        this.shelves = shelves;
        this.collection = collection;
        this.connections = connections;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event, Rounds rounds) {
        rounds.every("Bringing downloads into Plex", config.every(), this::round);
    }

    private Uni<Void> round() {
        if (connections.current().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return queue.claim(config.lease())
                .chain(waiting -> waiting.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : work(waiting)
                                .ifNoItem()
                                .after(Duration.ofMillis((long) (config.lease().toMillis() * SHARE_FOR_WORK)))
                                .fail());
    }

    private Uni<Void> work(List<Waiting> waiting) {
        Map<Waiting, List<StoredFile>> files = new HashMap<>();
        Uni<Void> read = Uni.createFrom().voidItem();
        for (Waiting download : waiting) {
            read = read.chain(() -> queue.files(download))
                    .invoke(found -> files.put(download, found))
                    .replaceWithVoid();
        }
        return read.chain(shelves::open)
                .chain(shelf -> look(shelf, waiting, files))
                .onFailure(CollectionRound::isOfPlex)
                .recoverWithUni(failure -> putOff(waiting, failure));
    }

    private Uni<Void> look(Shelf shelf, List<Waiting> waiting, Map<Waiting, List<StoredFile>> files) {
        Set<String> paths = new HashSet<>();
        files.values().forEach(each -> each.forEach(file -> paths.add(file.path())));
        return shelves.find(shelf, paths).chain(keys -> {
            Uni<Void> done = Uni.createFrom().voidItem();
            for (Waiting download : waiting) {
                List<StoredFile> own = files.getOrDefault(download, List.of());
                done = done.chain(() -> step(shelf, download, own, keys));
            }
            return done;
        });
    }

    private Uni<Void> step(Shelf shelf, Waiting download, List<StoredFile> files, Map<String, Long> keys) {
        List<StoredFile> there =
                files.stream().filter(file -> keys.containsKey(file.path())).toList();
        List<String> missing = files.stream()
                .map(StoredFile::path)
                .filter(path -> !keys.containsKey(path))
                .toList();
        boolean enough = missing.isEmpty() || download.attempt() >= config.enoughAfter();
        Uni<Void> shelved = enough && !there.isEmpty() && download.playlistId() != null
                ? collection.shelve(
                        shelf,
                        download,
                        there.stream()
                                .map(file -> keys.getOrDefault(file.path(), 0L))
                                .distinct()
                                .toList())
                : Uni.createFrom().voidItem();
        return queue.found(download, keysOf(there, keys))
                .chain(() -> shelved)
                .chain(() -> shelves.scan(shelf, missing, download.attempt() >= config.scanAllAfter()))
                .chain(() -> missing.isEmpty() ? done(download) : notYet(download, missing.size(), files.size()))
                .onFailure(CollectionRound::isOfPlex)
                .recoverWithUni(failure -> putOff(List.of(download), failure));
    }

    private Uni<Void> done(Waiting download) {
        return queue.done(download).invoke(() -> count("done"));
    }

    private Uni<Void> notYet(Waiting download, int missing, int all) {
        String why = missing + " of " + all + " videos have not appeared in Plex.";
        if (download.attempt() >= config.giveUpAfter()) {
            LOG.warnf("Download %s: %s", download.id(), why);
            return queue.failed(download, why).invoke(() -> count("failed"));
        }
        return queue.later(download, why, LookPauses.after(download.attempt(), config));
    }

    private Uni<Void> putOff(List<Waiting> waiting, Throwable failure) {
        LOG.infof("%d downloads wait for Plex: %s", waiting.size(), failure.getMessage());
        count("put-off");
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Waiting download : waiting) {
            done = done.chain(
                    () -> queue.putOff(download, String.valueOf(failure.getMessage()), config.offlinePause()));
        }
        return done;
    }

    private void count(String outcome) {
        metrics.counter("medianest.youtube.collections", "outcome", outcome).increment();
    }

    private static Map<UUID, Long> keysOf(List<StoredFile> there, Map<String, Long> keys) {
        Map<UUID, Long> found = new HashMap<>();
        there.forEach(file -> found.put(file.video(), keys.getOrDefault(file.path(), 0L)));
        return found;
    }

    /** Whether it is Plex that cannot do it now, and may later. */
    static boolean isOfPlex(Throwable failure) {
        return failure instanceof PlexUnavailableException || failure instanceof NoShelfException;
    }
}
