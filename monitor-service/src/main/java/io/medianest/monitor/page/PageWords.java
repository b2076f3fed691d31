package io.medianest.monitor.page;

import io.medianest.monitor.page.StatusPage.Day;
import io.medianest.monitor.page.StatusPage.PublicService;
import io.medianest.monitor.uptime.UptimeView;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the page for people says what the page is about. */
@TemplateExtension
public final class PageWords {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private PageWords() {}

    /**
     * An uptime under its name.
     *
     * @param window of how long
     * @param percent the uptime, or that there is none
     */
    public record Figure(String window, String percent) {}

    /** A moment, such as {@code 3 May 2026, 10:05 UTC}. */
    public static String moment(Instant time) {
        return MOMENT.format(time);
    }

    /** A day, such as {@code 3 May 2026}. */
    public static String dayWords(LocalDate date) {
        return DAY.format(date);
    }

    /** How a service is, for people. */
    public static String stateWords(String state) {
        return switch (state) {
            case "online" -> "Works";
            case "degraded" -> "Slow or in part";
            case "offline" -> "Does not work";
            case "maintenance" -> "Maintenance";
            default -> "Not known";
        };
    }

    /** What an incident was, for people. */
    public static String severityWords(String severity) {
        return severity.equals("offline") ? "did not work" : "worked slowly or in part";
    }

    /** The four uptimes. */
    public static List<Figure> figures(UptimeView uptime) {
        return List.of(
                new Figure("24 hours", percent(uptime.h24())),
                new Figure("7 days", percent(uptime.d7())),
                new Figure("30 days", percent(uptime.d30())),
                new Figure("90 days", percent(uptime.d90())));
    }

    /** A day's uptime. */
    public static String percentWords(Day day) {
        return percent(day.uptime());
    }

    /** Days on which it was not all well, the latest first. */
    public static List<Day> badDays(PublicService service) {
        return service.days().reversed().stream()
                .filter(day -> day.state().equals("offline") || day.state().equals("degraded"))
                .toList();
    }

    /** What its days look like, for those who do not see them. */
    public static String inWords(PublicService service) {
        long known = service.days().stream()
                .filter(day -> !day.state().equals("unknown"))
                .count();
        long bad = badDays(service).size();
        return "The last 90 days: %d of %d known days without trouble".formatted(known - bad, known);
    }

    /** How long something lasted, in its two largest units. */
    public static String lasted(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        if (time.toDays() > 0) {
            return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
        }
        if (time.toHours() > 0) {
            return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : "%d s".formatted(time.toSeconds());
    }

    private static String percent(@Nullable BigDecimal uptime) {
        return uptime == null
                ? "no data"
                : uptime.setScale(2, RoundingMode.FLOOR).toPlainString() + " %";
    }
}
