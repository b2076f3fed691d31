package io.medianest.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the environment says; the module's README lists the variables. */
final class Settings {

    private static final String PREFIX = "MEDIANEST_SIMULATORS_";

    private final Map<String, String> environment;

    Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    String host() {
        return text("HOST").orElse("127.0.0.1");
    }

    /** The port of this name; 0, a free one, unless it is given. */
    int port(String name) {
        return number(name);
    }

    /** Where the seed data comes from: {@code demo}, {@code empty} or a file. */
    String seed() {
        return text("SEED").orElse("empty");
    }

    /** How long after its approval a request is fulfilled; nothing when it never is by itself. */
    Optional<Duration> fulfilAfter() {
        int seconds = number("FULFIL_AFTER_SECONDS");
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(PREFIX + name)).filter(value -> !value.isBlank());
    }

    /** The content of the file that the variable names, without the space around it. */
    Optional<String> secret(String name) {
        return text(name).map(file -> {
            try {
                return Files.readString(Path.of(file)).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(PREFIX + name + " names a file that cannot be read: " + file, e);
            }
        });
    }

    private int number(String name) {
        String value = text(name).orElse("0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + name + " is not a number: " + value, e);
        }
    }
}
