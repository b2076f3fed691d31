package io.medianest.backup;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Archives changes every minute, and makes a full backup every day; says so when it cannot, once an hour. */
public final class DailyBackup {
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final Duration BETWEEN_TRIES = Duration.ofHours(1);
    private static final long MOST_WAITING = 2L << 30;

    private final Backups backups;
    private final Runnable backup;
    private final PrintStream errors;
    private Instant nextTry = Instant.MIN;
    private Instant nextComplaint = Instant.MIN;
    private volatile boolean well = true;

    /**
     * @param backups what and where
     * @param backup makes a full one
     * @param errors gets a line when something is wrong
     */
    public DailyBackup(Backups backups, Runnable backup, PrintStream errors) {
        this.backups = backups;
        this.backup = backup;
        this.errors = errors;
    }

    /** Begins, with the first full backup ten minutes from now; ends with the process. */
    public void start() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("backup").factory());
        var _ = thread.scheduleWithFixedDelay(this::look, FIRST.toSeconds(), 60, TimeUnit.SECONDS);
    }

    /** Whether the last look found nothing wrong. */
    boolean isWell() {
        return well;
    }

    /** Does what is due; whatever goes wrong, the next minute tries again. */
    void look() {
        Instant now = Instant.now();
        try {
            archive(now);
            boolean due =
                    backups.last().map(last -> last.plus(BETWEEN).isBefore(now)).orElse(true)
                            || !backups.spool().isOpen();
            if (due && nextTry.isBefore(now)) {
                nextTry = now.plus(BETWEEN_TRIES);
                backup.run();
                well = true;
            } else if (!due) {
                well = true;
            }
        } catch (RuntimeException e) {
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
        well = false;
        if (nextComplaint.isBefore(now)) {
            nextComplaint = now.plus(BETWEEN_TRIES);
            errors.println("medianest: no backup: " + trouble);
        }
    }
}
