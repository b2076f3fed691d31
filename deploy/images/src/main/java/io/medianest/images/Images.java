package io.medianest.images;

import io.medianest.local.stack.Progress;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes all images, in {@code target/images} of the project. */
final class Images {
    private static final long BYTES_PER_MEGABYTE = 1_000_000;
    /** Of the project's own archives, unless {@code SOURCE_DATE_EPOCH} says when the sources were written. */
    private static final String USUAL_TIME = "1767225600";

    private final Path project;
    private final Path folder;
    private final ImagesOptions options;
    private final Progress progress;

    Images(Path project, ImagesOptions options, Progress progress) {
        this.project = project;
        this.folder = project.resolve("target/images");
        this.options = options;
        this.progress = progress;
    }

    /**
     * Returns when all are there, or in the registry.
     *
     * @throws StartException if one could not be made
     */
    void make() {
        Stage stage = new Stage(project, folder.resolve("stage"));
        List<Image> images = Image.all();
        progress.step("jars", () -> {
            stage.fill(images);
            return stage;
        });
        new Training(stage, progress).run();
        Path base = folder.resolve("base");
        Map<String, String> environment = System.getenv();
        Instant time = Instant.ofEpochSecond(Long.parseLong(environment.getOrDefault("SOURCE_DATE_EPOCH", USUAL_TIME)));
        BillOfMaterials bills = new BillOfMaterials(base, options.version(), time);
        ImageWriter writer = new ImageWriter(
                base,
                folder.resolve("layers"),
                options.version(),
                time,
                Optional.ofNullable(environment.get("MEDIANEST_REVISION")).orElse(""));
        for (Image image : images) {
            progress.note(progress.step("image of " + image.name(), () -> make(image, stage, bills, writer)));
        }
    }

    private String make(Image image, Stage stage, BillOfMaterials bills, ImageWriter writer) {
        Path application = stage.application(image);
        Path bill = folder.resolve(image.name() + ".cdx.json");
        try {
            Files.writeString(bill, bills.of(image, application, libraries(image)));
            if (options.push().isPresent()) {
                String prefix = options.push().get();
                String digest = writer.push(image, application, stage.cache(image), bill, prefix);
                return "  %s/%s:%s@%s".formatted(prefix, image.name(), options.version(), digest);
            }
            Path archive = folder.resolve(image.name() + ".tar");
            String digest = writer.write(image, application, stage.cache(image), bill, archive);
            return "  %s, %d MB, %s".formatted(archive, Files.size(archive) / BYTES_PER_MEGABYTE, digest);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written to", e);
        }
    }

    private List<Library> libraries(Image image) {
        Path target = project.resolve(image.module()).resolve("target");
        return image.isProgram()
                ? Library.ofMaven(target.resolve("libraries.txt"))
                : Library.ofQuarkus(target.resolve("quarkus-app/quarkus-app-dependencies.txt"));
    }
}
