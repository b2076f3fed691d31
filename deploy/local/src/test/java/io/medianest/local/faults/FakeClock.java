package io.medianest.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A time of day for processes that can be set while they run, by libfaketime; what passes is left as it is. */
final class FakeClock {

    private final Path library;
    private final Path offset;

    private FakeClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** One that goes right; empty where there is no libfaketime. */
    static Optional<FakeClock> install() throws IOException {
        Optional<Path> library = Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
                .map(system -> Path.of("/usr/lib", system, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::exists)
                .findFirst();
        if (library.isEmpty()) {
            return Optional.empty();
        }
        FakeClock clock = new FakeClock(
                library.get(), Files.createTempDirectory("medianest-clock").resolve("offset"));
        clock.set(Duration.ZERO);
        return Optional.of(clock);
    }

    /** What processes need to go by it, besides others. */
    Map<String, String> environment(Map<String, String> others) {
        Map<String, String> environment = new HashMap<>(others);
        environment.put("LD_PRELOAD", library.toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", offset.toString());
        environment.put("FAKETIME_CACHE_DURATION", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        environment.put("NO_FAKE_STAT", "1");
        // Its own idea of waiting makes every wait of a JVM end at once.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return environment;
    }

    /** Sets it, by the difference to the real one; takes a second to be noticed. */
    void set(Duration difference) throws IOException {
        Path next = offset.resolveSibling("next");
        Files.writeString(next, "%+ds%n".formatted(difference.toSeconds()));
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
