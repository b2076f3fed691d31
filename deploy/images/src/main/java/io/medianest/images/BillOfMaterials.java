package io.medianest.images;

import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;

/**
 * What an image consists of, in CycloneDX's format: Debian's packages, the Java runtime, and each library with its
 * SHA-256. The same contents give the same bytes.
 */
final class BillOfMaterials {
    private static final HexFormat HEX = HexFormat.of();

    private final Path base;
    private final String version;
    private final Instant time;

    /**
     * @param base where the base images are, their lists of packages, and the Java runtime
     * @param version that of the images
     * @param time what is told as the time at which it was made
     */
    BillOfMaterials(Path base, String version, Instant time) {
        this.base = base;
        this.version = version;
        this.time = time;
    }

    /**
     * That of an image, as JSON.
     *
     * @param application the folder of its jars
     * @param libraries what Maven knows of them
     * @throws StartException if there is a library that Maven does not know
     */
    String of(Image image, Path application, List<Library> libraries) {
        List<Component> components = new ArrayList<>(packages(image));
        components.add(java());
        components.addAll(jars(application, libraries));
        Component whole = component(Component.Type.CONTAINER, "medianest/" + image.name(), version);
        whole.setDescription(image.title());
        Metadata metadata = new Metadata();
        metadata.setComponent(whole);
        metadata.setTimestamp(Date.from(time));
        Bom bom = new Bom();
        bom.setMetadata(metadata);
        bom.setComponents(components);
        bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(identity(whole, components)));
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
        } catch (GeneratorException e) {
            throw new IllegalStateException("The bill of materials of " + image.name() + " cannot be written", e);
        }
    }

    private List<Component> packages(Image image) {
        return lines(base.resolve(image.base() + ".packages")).stream()
                .map(line -> line.split("\t", -1))
                .map(part -> {
                    Component component = component(Component.Type.LIBRARY, part[0], part[1]);
                    component.setPurl("pkg:deb/debian/%s@%s?arch=%s"
                            .formatted(part[0], part[1].replace("+", "%2B").replace(":", "%3A"), part[2]));
                    return component;
                })
                .toList();
    }

    private Component java() {
        Map<String, String> release = new TreeMap<>();
        for (String line : lines(base.resolve("java/release"))) {
            String[] part = line.split("=", 2);
            release.put(part[0], part[1].replace("\"", ""));
        }
        String runtime = Optional.ofNullable(release.get("JAVA_RUNTIME_VERSION"))
                .orElseGet(() -> String.valueOf(release.get("JAVA_VERSION")));
        Component component = component(Component.Type.PLATFORM, "openjdk", runtime);
        component.setPublisher(release.get("IMPLEMENTOR"));
        component.setPurl("pkg:generic/openjdk@" + runtime.replace("+", "%2B"));
        return component;
    }

    private static List<Component> jars(Path application, List<Library> libraries) {
        Map<String, Library> known = new TreeMap<>();
        libraries.forEach(library -> library.fileNames().forEach(name -> known.put(name, library)));
        try (Stream<Path> files = Files.walk(application.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(file -> {
                        Library library = known.get(file.getFileName().toString());
                        if (library == null) {
                            throw new StartException("Maven does not know where " + file + " comes from.");
                        }
                        Component component = component(Component.Type.LIBRARY, library.artifact(), library.version());
                        component.setGroup(library.group());
                        component.setPurl(library.purl());
                        component.addHash(new Hash(Hash.Algorithm.SHA_256, sha256(file)));
                        return component;
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(application + " cannot be read", e);
        }
    }

    private static Component component(Component.Type type, String name, String version) {
        Component component = new Component();
        component.setType(type);
        component.setName(name);
        component.setVersion(version);
        return component;
    }

    private static byte[] identity(Component whole, List<Component> components) {
        StringBuilder identity = new StringBuilder(whole.getName()).append(whole.getVersion());
        components.forEach(component -> identity.append(component.getPurl()).append(component.getHashes()));
        return identity.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static String sha256(Path file) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
