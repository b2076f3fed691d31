package io.medianest.youtube.file;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.file.FileSystemProps;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder below which every video lies. The service does not start without one that it can write to. */
@Startup
@ApplicationScoped
public class MediaRoot {
    private final Vertx vertx;
    private final Path path;

    MediaRoot(Vertx vertx, MediaRootConfig config) {
        this.vertx = vertx;
        path = open(config.root());
    }

    /** The folder, absolute and without links. */
    public Path path() {
        return path;
    }

    /**
     * A place below the folder, as it is said there or absolute.
     *
     * @return the absolute place, which need not exist
     * @throws IllegalArgumentException if it lies elsewhere, be it by a link
     */
    public Path inside(Path place) {
        Path absolute = path.resolve(place).normalize();
        if (!absolute.startsWith(path)
                || absolute.equals(path)
                || !existing(absolute).startsWith(path)) {
            throw new IllegalArgumentException("A place outside the folder of all videos");
        }
        return absolute;
    }

    /** What is free on its disk, for this service. */
    public Uni<Long> freeBytes() {
        return vertx.fileSystem().fsProps(path.toString()).map(FileSystemProps::usableSpace);
    }

    /** How large its disk is. */
    public Uni<Long> totalBytes() {
        return vertx.fileSystem().fsProps(path.toString()).map(FileSystemProps::totalSpace);
    }

    /** The part of a place that exists, without links. */
    private static Path existing(Path place) {
        try {
            for (Path part = place; part != null; part = part.getParent()) {
                if (Files.exists(part)) {
                    return part.toRealPath();
                }
            }
            return place;
        } catch (IOException e) {
            throw new IllegalArgumentException("A place that cannot be looked at", e);
        }
    }

    private static Path open(Path root) {
        try {
            Path real = Files.createDirectories(root.toAbsolutePath()).toRealPath();
            if (!Files.isWritable(real)) {
                throw new IllegalStateException("medianest.youtube.root: nothing can be written to " + real);
            }
            return real;
        } catch (IOException e) {
            throw new IllegalStateException("medianest.youtube.root: " + root + " is no folder that can be used", e);
        }
    }
}
