package io.medianest.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.medianest.stores.Folders;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was built, as it will lie in the images: with the times that files have there, since a startup cache is of jars
 * of a certain time and size. It looks like the project to who starts the services of it.
 */
final class Stage {
    /** The startup cache's name beside the jars. */
    static final String CACHE = "startup.aot";

    /** That of all files in the images, unless Jib is told another. */
    private static final FileTime TIME = FileTime.from(FileEntriesLayer.DEFAULT_MODIFICATION_TIME);

    private final Path project;
    private final Path folder;

    /**
     * @param project where the modules have been built
     * @param folder what is there is deleted
     */
    Stage(Path project, Path folder) {
        this.project = project;
        this.folder = folder;
    }

    /** The folder that the images' {@code /app} is made of, without the startup cache. */
    Path application(Image image) {
        return folder.resolve(image.name()).resolve(image.isProgram() ? "target/runner" : "target/quarkus-app");
    }

    /**
     * The startup cache that was made of an application here.
     *
     * @throws StartException if none was
     */
    Path cache(Image image) {
        Path caches = application(image).resolveSibling("startup-cache");
        try (Stream<Path> files = Files.isDirectory(caches) ? Files.list(caches) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .orElseThrow(() -> new StartException("No startup cache was made of " + image.name() + "."));
        } catch (IOException e) {
            throw new UncheckedIOException(caches + " cannot be read", e);
        }
    }

    /** Where it is. */
    Path folder() {
        return folder;
    }

    /**
     * Puts everything there.
     *
     * @throws StartException if something has not been built
     */
    void fill(List<Image> images) {
        try {
            Folders.delete(folder);
            for (Image image : images) {
                copy(built(image), application(image));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written to", e);
        }
    }

    private List<Path> built(Image image) {
        Path target = project.resolve(image.module()).resolve("target");
        if (image.isProgram()) {
            return List.of(target.resolve(image.jar()), target.resolve("lib"));
        }
        Path application = target.resolve("quarkus-app");
        return Stream.of("app", "lib", "quarkus", image.jar())
                .map(application::resolve)
                .toList();
    }

    private static void copy(List<Path> sources, Path target) throws IOException {
        Files.createDirectories(target);
        for (Path source : sources) {
            if (!Files.exists(source)) {
                throw new StartException(source + " has not been built.");
            }
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.toList()) {
                    Path copy = target.resolve(source.getFileName()).resolve(source.relativize(file));
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                    Files.setLastModifiedTime(copy, TIME);
                }
            }
        }
    }
}
