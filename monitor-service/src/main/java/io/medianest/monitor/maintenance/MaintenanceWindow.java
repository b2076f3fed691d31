package io.medianest.monitor.maintenance;

import io.medianest.runtime.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;
import org.jspecify.annotations.Nullable;

/** A time during which a service may be off. It never begins in the past: what was recorded stays as it is. */
@Entity
@Table(name = "maintenance_windows")
class MaintenanceWindow {
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(366);

    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    @Column(name = "service_id", updatable = false)
    private @Nullable Integer serviceId;

    @Column(updatable = false)
    private String title;

    @Column(name = "starts_at", updatable = false)
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "created_by", updatable = false)
    private @Nullable UUID createdBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected MaintenanceWindow() {}

    /**
     * Announces one.
     *
     * @param serviceId the service; null for all
     * @param asked what was asked for
     * @param by who announces it
     * @param now the time of the database, to the millisecond
     * @throws ProblemException 400 about startsAt or endsAt
     */
    @SuppressWarnings("NullAway.Init")
    MaintenanceWindow(@Nullable Integer serviceId, CreateMaintenanceWindow asked, UUID by, Instant now) {
        this.serviceId = serviceId;
        title = asked.title();
        startsAt = start(asked.startsAt(), now);
        endsAt = asked.endsAt().truncatedTo(ChronoUnit.MILLIS);
        if (!endsAt.isAfter(startsAt) || endsAt.isAfter(startsAt.plus(LONGEST))) {
            throw ProblemException.invalid("endsAt", "must be after the beginning, and at most 31 days after it");
        }
        createdBy = by;
        createdAt = now;
    }

    private static Instant start(@Nullable Instant asked, Instant now) {
        if (asked == null) {
            return now;
        }
        if (asked.isBefore(now.minus(CLOCKS_DIFFER_BY)) || asked.isAfter(now.plus(AHEAD))) {
            throw ProblemException.invalid(
                    "startsAt", "must not be in the past, which stays as it was recorded, nor more than a year ahead");
        }
        Instant start = asked.truncatedTo(ChronoUnit.MILLIS);
        return start.isBefore(now) ? now : start;
    }

    /** Whether it has begun. */
    boolean hasBegun(Instant now) {
        return startsAt.isBefore(now);
    }

    /**
     * Ends it early.
     *
     * @throws ProblemException 409 {@code MAINTENANCE_OVER} if it has ended
     */
    void end(Instant now) {
        if (!endsAt.isAfter(now)) {
            throw ProblemException.conflict(
                    "MAINTENANCE_OVER", "This maintenance is over and stays in the record: uptime leaves it out.");
        }
        endsAt = now;
    }

    /** As the API shows it, with the name of its service. */
    MaintenanceWindowView view(@Nullable String serviceName) {
        return new MaintenanceWindowView(id, serviceName, title, startsAt, endsAt, createdBy, createdAt);
    }
}
