package io.medianest.monitor.alert;

import io.medianest.testing.stores.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services of tests that nobody looks at, and their incidents. */
final class Incidents {
    /** Times of one test are exact among each other. */
    private static Instant base = Instant.EPOCH;

    private Incidents() {}

    /** Makes a service; its name begins with {@code alert-}. */
    static String service(String name) {
        base = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Sql.run("insert into monitor.service_status (service_name) values (?)", "alert-" + name);
        return "alert-" + name;
    }

    /** Forgets all of them. */
    static void forget() {
        Sql.run("delete from monitor.service_status where service_name like 'alert-%'");
    }

    /** Begins one so many seconds ago. */
    static void begin(String service, String severity, int secondsAgo) {
        begin(service, severity, secondsAgo, null);
    }

    /** One that was over so many seconds ago. */
    static void begin(String service, String severity, int secondsAgo, @Nullable Integer overSecondsAgo) {
        Sql.run(
                """
                insert into monitor.incidents (service_id, severity, cause, started_at, ended_at)
                select id, ?, 'It does not answer.', ?::timestamptz, ?::timestamptz
                from monitor.service_status where service_name = ?
                """,
                severity,
                base.minusSeconds(secondsAgo).toString(),
                overSecondsAgo == null
                        ? null
                        : base.minusSeconds(overSecondsAgo).toString(),
                service);
    }

    /** Ends those that last, of services whose names begin so. */
    static void end(String services) {
        Sql.run("""
                update monitor.incidents set ended_at = greatest(started_at, now()) where ended_at is null and service_id in
                (select id from monitor.service_status where service_name like ? || '%')
                """, services);
    }

    /** What became of alerts of a service: event, state, attempts, in the order of events. */
    static List<String> deliveries(String service) {
        return Sql.column("""
                select d.event || ' ' || d.state || ' ' || d.attempts from monitor.alert_deliveries d
                join monitor.incidents i on i.id = d.incident_id join monitor.service_status s on s.id = i.service_id
                where s.service_name = ? order by i.started_at, i.id, d.event
                """, service);
    }
}
