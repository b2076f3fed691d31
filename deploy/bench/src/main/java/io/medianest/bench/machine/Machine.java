package io.medianest.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a run took place.
 *
 * @param processor its model
 * @param processors how many
 * @param memoryMegabytes how much memory it has
 * @param system its operating system
 * @param java its Java
 * @param load the load of the minute before the run, which tells whether others were at work
 * @param at when the run began
 */
public record Machine(
        String processor, int processors, long memoryMegabytes, String system, String java, double load, String at) {
    private static final long KILOBYTES_PER_MEGABYTE = 1_024;

    /** This machine. */
    public static Machine here() {
        return new Machine(
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KILOBYTES_PER_MEGABYTE,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                Double.parseDouble(read("/proc/loadavg").split(" ", 2)[0]),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** In one line. */
    public String describe() {
        return "%s, %d processors, %,d MB; %s; %s; load before %.1f; %s"
                .formatted(processor, processors, memoryMegabytes, system, java, load, at);
    }

    private static String value(String file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; the bench needs Linux", e);
        }
    }
}
