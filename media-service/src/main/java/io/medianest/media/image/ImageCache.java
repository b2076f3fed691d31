package io.medianest.media.image;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps pictures in files, up to a number of bytes; those that nobody has wanted for longest go first. Without a directory
 * that it can write to it keeps nothing, and pictures come from where they are each time.
 */
@Startup
@ApplicationScoped
class ImageCache {
    private static final Logger LOG = Logger.getLogger(ImageCache.class);
    private static final String UNFINISHED = ".part";

    private final Vertx vertx;
    private final Optional<Path> directory;
    private final boolean passing;
    private final long most;
    /** How large each kept picture is, the one wanted last at the end. */
    private final Map<String, Long> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    ImageCache(Vertx vertx, ImageConfig config) {
        this.vertx = vertx;
        most = config.cacheBytes();
        passing = config.cacheDirectory().isEmpty();
        directory = most == 0 ? Optional.empty() : open(config.cacheDirectory());
        directory.ifPresent(this::find);
    }

    /** A picture by its key; empty if it is not kept. */
    Uni<Optional<Buffer>> get(String key) {
        if (directory.isEmpty() || !touch(key)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return vertx.fileSystem()
                .readFile(directory.get().resolve(key).toString())
                .map(found -> Optional.of(found.getDelegate()))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("A kept picture is gone: %s", failure.getMessage());
                    forget(key);
                    return Optional.empty();
                });
    }

    /** Keeps a picture; if that cannot be done, it is not kept. */
    Uni<Void> put(String key, Buffer picture) {
        if (directory.isEmpty() || picture.length() > most) {
            return Uni.createFrom().voidItem();
        }
        String file = directory.get().resolve(key).toString();
        String unfinished = file + "." + UUID.randomUUID() + UNFINISHED;
        return vertx.fileSystem()
                .writeFile(unfinished, io.vertx.mutiny.core.buffer.Buffer.newInstance(picture))
                .chain(() -> vertx.fileSystem()
                        .move(
                                unfinished,
                                file,
                                new CopyOptions().setReplaceExisting(true).setAtomicMove(true)))
                .chain(() -> delete(remember(key, picture.length())))
                .onFailure()
                .invoke(failure -> LOG.warnf("A picture could not be kept: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** How many bytes are kept. */
    synchronized long bytes() {
        return bytes;
    }

    private synchronized boolean touch(String key) {
        return kept.get(key) != null;
    }

    private synchronized void forget(String key) {
        Long size = kept.remove(key);
        bytes -= size == null ? 0 : size;
    }

    /** Answers with what must go for it. */
    private synchronized List<String> remember(String key, long size) {
        forget(key);
        kept.put(key, size);
        bytes += size;
        List<String> gone = new ArrayList<>();
        Iterator<Map.Entry<String, Long>> oldest = kept.entrySet().iterator();
        while (bytes > most && oldest.hasNext()) {
            Map.Entry<String, Long> entry = oldest.next();
            bytes -= entry.getValue();
            gone.add(entry.getKey());
            oldest.remove();
        }
        return gone;
    }

    private Uni<Void> delete(List<String> keys) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String key : keys) {
            done = done.chain(() -> vertx.fileSystem()
                    .delete(directory.orElseThrow().resolve(key).toString()));
        }
        return done;
    }

    private static Optional<Path> open(Optional<Path> configured) {
        try {
            return Optional.of(
                    configured.isPresent()
                            ? Files.createDirectories(configured.get())
                            : Files.createTempDirectory("medianest-images-"));
        } catch (IOException e) {
            LOG.warnf("Pictures are not kept, there is no directory for them: %s", e.toString());
            return Optional.empty();
        }
    }

    /** What an earlier run has kept. */
    private void find(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(UNFINISHED)) {
                    Files.delete(file);
                } else {
                    for (String gone : remember(name, Files.size(file))) {
                        Files.deleteIfExists(folder.resolve(gone));
                    }
                }
            }
        } catch (IOException e) {
            LOG.warnf("The kept pictures could not be looked through: %s", e.toString());
        }
    }

    /** A directory that was made for this run goes with it. */
    @PreDestroy
    void close() {
        if (!passing || directory.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.list(directory.get())) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory.get());
        } catch (IOException e) {
            LOG.warnf("The kept pictures stay in %s: %s", directory.get(), e.toString());
        }
    }
}
