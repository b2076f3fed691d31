package io.medianest.stores;

import io.medianest.stores.process.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the broker's class path, which the module {@code deploy/kafka} brings together. */
final class KafkaLibraries {
    private static final Path BUILT = Path.of("deploy", "kafka", "target", "lib");

    private KafkaLibraries() {}

    /**
     * The folder of the jars: the system property {@code medianest.kafka.home}, or else {@code deploy/kafka/target/lib}
     * below the current folder or one above it.
     *
     * @throws StartException if there is none
     */
    static Path find() {
        String configured = System.getProperty("medianest.kafka.home");
        Optional<Path> found = configured == null
                ? Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                        .map(folder -> folder.resolve(BUILT))
                        .filter(Files::isDirectory)
                        .findFirst()
                : Optional.of(Path.of(configured)).filter(Files::isDirectory);
        return found.orElseThrow(
                () -> new StartException("Kafka's libraries are missing%s; build the module deploy/kafka first."
                        .formatted(configured == null ? "" : " from " + configured)));
    }
}
