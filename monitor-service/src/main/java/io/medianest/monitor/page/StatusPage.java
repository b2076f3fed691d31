package io.medianest.monitor.page;

import io.medianest.monitor.uptime.UptimeView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know, of services that an ADMIN has marked public: no addresses, no causes, no names but those that
 * are meant for people.
 *
 * @param state of all of them together; null if none is public
 * @param message the same in words
 * @param services by display name, at most 100
 * @param openIncidents what does not work right now, the latest first, at most 50
 * @param recentIncidents the last 20 of 90 days that are over, the latest first
 * @param maintenance under way and to come, the next first, at most 20
 */
public record StatusPage(
        @Schema(enumeration = {"online", "maintenance", "unknown", "degraded", "partly-offline", "offline"}) @Nullable
        String state,

        String message,
        List<PublicService> services,
        List<PublicIncident> openIncidents,
        List<PublicIncident> recentIncidents,
        List<PublicMaintenance> maintenance) {

    /**
     * A service.
     *
     * @param displayName what people call it
     * @param state how it is
     * @param since when that began; null if nobody has ever looked
     * @param uptime of four windows, exactly
     * @param days of the last 90 days, by UTC, the oldest first
     */
    public record PublicService(
            String displayName,

            @Schema(enumeration = {"online", "degraded", "offline", "maintenance", "unknown"})
            String state,

            @Nullable Instant since,
            UptimeView uptime,
            List<Day> days) {}

    /**
     * How a service was on a day.
     *
     * @param date the day, by UTC
     * @param state the worst of it; unknown if nothing of it counts
     * @param uptime of that day in percent, cut off after two decimals; null if nothing of it counts
     */
    public record Day(
            LocalDate date,

            @Schema(enumeration = {"online", "degraded", "offline", "unknown"})
            String state,

            @Nullable BigDecimal uptime) {}

    /**
     * A time in which a service did not work as it should.
     *
     * @param displayName the service
     * @param severity offline, or degraded if it worked slowly or in part
     * @param startedAt the first failure
     * @param endedAt the first answer after it; null while it lasts
     */
    public record PublicIncident(
            String displayName,
            @Schema(enumeration = {"degraded", "offline"}) String severity,

            Instant startedAt,
            @Nullable Instant endedAt) {}

    /**
     * An announced time in which something may be off.
     *
     * @param displayName the service; null for all
     * @param title what is done
     * @param startsAt when it begins
     * @param endsAt when it ends
     */
    public record PublicMaintenance(@Nullable String displayName, String title, Instant startsAt, Instant endsAt) {}
}
