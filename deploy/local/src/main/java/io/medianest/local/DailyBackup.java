package io.medianest.local;

import io.medianest.local.installation.Installation;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Archives changes every minute, and makes a full backup every day; says so when it cannot, once an hour. */
final class DailyBackup {
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final Duration BETWEEN_TRIES = Duration.ofHours(1);
    private static final long MOST_WAITING = 2L << 30;

    private final InstallationBackups backups;
    private final PrintStream errors;
    private Instant nextTry = Instant.MIN;
    private Instant nextComplaint = Instant.MIN;

    DailyBackup(Installation installation, PrintStream errors) {
        backups = new InstallationBackups(installation);
        this.errors = errors;
    }

    /** Begins; ends with the process. */
    void start() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("backup").factory());
        var _ = thread.scheduleWithFixedDelay(this::look, FIRST.toSeconds(), 60, TimeUnit.SECONDS);
    }

    private void look() {
        Instant now = Instant.now();
        try {
            archive(now);
            boolean due =
                    backups.last().map(last -> last.plus(BETWEEN).isBefore(now)).orElse(true)
                            || !backups.spool().isOpen();
            if (due && nextTry.isBefore(now)) {
                nextTry = now.plus(BETWEEN_TRIES);
                backups.take();
            }
        } catch (RuntimeException e) {
            // Whatever it is, the next minute tries again.
            complain(now, String.valueOf(e.getMessage()));
        }
    }

    private void archive(Instant now) {
        try {
            backups.archive();
        } finally {
            keepRoom(now);
        }
    }

    /** What cannot be archived must not fill the disk that the data itself is on. */
    private void keepRoom(Instant now) {
        if (backups.spool().bytes() > MOST_WAITING) {
            backups.spool().discard();
            complain(now, "the changes that waited were too many and are given up; the next full backup begins anew.");
        }
    }

    private void complain(Instant now, String trouble) {
        if (nextComplaint.isBefore(now)) {
            nextComplaint = now.plus(BETWEEN_TRIES);
            errors.println("medianest: no backup: " + trouble);
        }
    }
}
