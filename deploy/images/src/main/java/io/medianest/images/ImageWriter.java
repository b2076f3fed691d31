package io.medianest.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts images together: a base image, the Java runtime, the libraries, the application, its startup cache, and the bill
 * of materials, each in a layer of its own, so that a new version moves only what is new.
 */
final class ImageWriter {
    private static final AbsoluteUnixPath APPLICATION = AbsoluteUnixPath.get("/app");
    private static final AbsoluteUnixPath JAVA = AbsoluteUnixPath.get("/opt/java");
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");
    private static final String USER = "10001:10001";

    private final Path base;
    private final Path cache;
    private final String version;
    private final Instant time;
    private final Map<String, String> labels;

    /**
     * @param base where the base images and the Java runtime are
     * @param cache where Jib keeps layers
     * @param version the tag of the images
     * @param time when they say that they were made
     * @param revision the sources they were built from; empty if nobody knows
     */
    ImageWriter(Path base, Path cache, String version, Instant time, String revision) {
        this.base = base;
        this.cache = cache;
        this.version = version;
        this.time = time;
        labels = new TreeMap<>(Map.of(
                "org.opencontainers.image.version", version,
                "org.opencontainers.image.licenses", "Apache-2.0",
                "org.opencontainers.image.vendor", "MediaNest"));
        if (!revision.isEmpty()) {
            labels.put("org.opencontainers.image.revision", revision);
        }
    }

    /**
     * Writes an image as an archive that {@code docker load} and {@code podman load} take.
     *
     * @return its digest
     */
    String write(Image image, Path application, Path startupCache, Path bill, Path archive) {
        String name = "medianest/" + image.name() + ":" + version;
        return make(
                image,
                application,
                startupCache,
                bill,
                () -> Containerizer.to(TarImage.at(archive).named(name)));
    }

    /**
     * Sends an image to a registry; one at a loopback address needs no TLS. Who may is as for Docker's own client.
     *
     * @param prefix the registry and what stands before the image's name, such as {@code localhost:5000/medianest}
     * @return its digest
     */
    String push(Image image, Path application, Path startupCache, Path bill, String prefix) {
        return make(image, application, startupCache, bill, () -> {
            RegistryImage target = RegistryImage.named(prefix + "/" + image.name() + ":" + version);
            return Containerizer.to(target)
                    .setAllowInsecureRegistries(prefix.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?/.*"));
        });
    }

    private String make(Image image, Path application, Path startupCache, Path bill, Target target) {
        try {
            JibContainerBuilder builder = Jib.from(
                            TarImage.at(base.resolve(image.base() + ".tar")).named("medianest/base-" + image.base()))
                    .setFileEntriesLayers(List.of(
                            folder("java runtime", base.resolve("java"), JAVA),
                            folder("libraries", application.resolve("lib"), APPLICATION.resolve("lib")),
                            application(application),
                            file("startup cache", startupCache, APPLICATION.resolve(Stage.CACHE)),
                            file("bill of materials", bill, APPLICATION.resolve("bill-of-materials.cdx.json"))))
                    .setEntrypoint(image.entrypoint())
                    .setEnvironment(image.variables())
                    .setExposedPorts(image.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
                    .setUser(USER)
                    .setWorkingDirectory(APPLICATION)
                    .setCreationTime(time)
                    .setLabels(labels)
                    .addLabel("org.opencontainers.image.title", image.title());
            JibContainer made = builder.containerize(target.containerizer()
                    .setBaseImageLayersCache(cache)
                    .setApplicationLayersCache(cache)
                    .setToolName("medianest")
                    .addEventHandler(LogEvent.class, ImageWriter::tell));
            return made.getDigest().toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("The image of " + image.name() + " was not made: interrupted.", e);
        } catch (Exception e) {
            throw new StartException("The image of " + image.name() + " was not made: " + e.getMessage(), e);
        }
    }

    private static FileEntriesLayer application(Path application) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("application");
        try (Stream<Path> files = Files.list(application)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("lib")) {
                    layer.addEntryRecursive(file, APPLICATION.resolve(name));
                }
            }
        }
        return layer.build();
    }

    /** What may be executed stays so, and nobody in the image may write. */
    private static FileEntriesLayer folder(String name, Path folder, AbsoluteUnixPath target) throws IOException {
        return FileEntriesLayer.builder()
                .setName(name)
                .addEntryRecursive(folder, target, (file, path) -> Files.isExecutable(file) ? EXECUTABLE : READABLE)
                .build();
    }

    private static FileEntriesLayer file(String name, Path file, AbsoluteUnixPath target) {
        return FileEntriesLayer.builder().setName(name).addEntry(file, target).build();
    }

    /** Not the warning of each image that its base has no digest: that is a file here. */
    private static void tell(LogEvent event) {
        if (event.getLevel() == LogEvent.Level.ERROR) {
            System.err.println("   " + event.getMessage());
        }
    }

    /** Where an image goes. */
    private interface Target {
        Containerizer containerizer() throws Exception;
    }
}
