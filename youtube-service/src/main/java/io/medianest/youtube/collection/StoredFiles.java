package io.medianest.youtube.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The files that were downloaded, removed again. */
@ApplicationScoped
class StoredFiles {
    private final Vertx vertx;
    private final Path root;

    StoredFiles(Vertx vertx, @ConfigProperty(name = "medianest.youtube.root") Path root) {
        this.vertx = vertx;
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Deletes a file if it is there, with what lies beside it under its name (subtitles, a thumbnail), and its folder if
     * that is empty then; fails if it is not within the folder of all files.
     *
     * @param folder relative to the folder of all files; empty for that one
     * @param path of the file, relative to the folder of all files
     */
    Uni<Void> delete(String folder, String path) {
        return vertx.executeBlocking(() -> {
                    Path own = root.resolve(folder).normalize();
                    if (!own.startsWith(root) || !path.startsWith(folder)) {
                        throw new IOException(path + " is not within the folder of downloads");
                    }
                    if (Files.isDirectory(own)) {
                        if (!own.toRealPath().startsWith(root.toRealPath())) {
                            throw new IOException(path + " leads out of the folder of downloads");
                        }
                        deleteFamily(own, PlexFolder.nameOf(path));
                        deleteIfEmpty(own);
                    }
                    return own;
                })
                .replaceWithVoid();
    }

    private static void deleteFamily(Path folder, String name) throws IOException {
        int dot = name.lastIndexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)) + ".";
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(folder)) {
            for (Path each : beside) {
                if (String.valueOf(each.getFileName()).startsWith(stem) && Files.isRegularFile(each)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private void deleteIfEmpty(Path folder) throws IOException {
        if (folder.equals(root)) {
            return;
        }
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException stays) {
            // Another video is in it, or somebody else was faster.
            return;
        }
    }
}
