package io.medianest.local;

import io.medianest.local.installation.Installation;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has the runner maintain the database every day, which no service may: partitions ahead of time, old months archived or
 * dropped. What it did is in {@code maintain.log}.
 */
final class DailyMaintenance {
    private static final Duration FIRST = Duration.ofMinutes(15);
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final Installation installation;
    private final PrintStream errors;

    DailyMaintenance(Installation installation, PrintStream errors) {
        this.installation = installation;
        this.errors = errors;
    }

    /** Begins; ends with the process. */
    void start() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("maintenance").factory());
        var _ = thread.scheduleWithFixedDelay(this::maintain, FIRST.toSeconds(), BETWEEN.toSeconds(), TimeUnit.SECONDS);
    }

    private void maintain() {
        Path log = installation.logs().resolve("maintain.log");
        try (PrintStream out =
                new PrintStream(new FileOutputStream(log.toFile(), true), false, StandardCharsets.UTF_8)) {
            out.println(Instant.now());
            if (new OperateCommand(installation, out).run(List.of("maintain")) != 0) {
                errors.println("medianest: the database could not be maintained; tomorrow it is tried again.");
            }
        } catch (IOException | RuntimeException e) {
            // Whatever it is, the next day tries again.
            errors.println("medianest: the database could not be maintained: " + e.getMessage());
        }
    }
}
