package io.medianest.monitor.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.vertx.mutiny.sqlclient.Pool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class UptimeTest {
    @RegisterExtension
    static final Household household = new Household();

    private static final String NAME = "a random past";
    private static final String[] STATES = {"online", "degraded", "offline", "maintenance", "disabled", "unknown"};
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final ServiceQueries queries;
    private final Pool pool;

    UptimeTest(ServiceQueries queries, Pool pool) {
        this.queries = queries;
        this.pool = pool;
    }

    @AfterEach
    void forget() {
        Sql.run("delete from monitor.service_status where not built_in");
    }

    /** Uptime from the running sums is that of a computation that goes through every interval. */
    @Test
    void uptimeIsExact() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            Past past = new Past(random);
            past.insert();
            Instant at = BEGIN.plusMillis(random.nextInt(200_000)).plus(random.nextBoolean() ? DAY : Duration.ZERO);
            Instant now = at.isBefore(past.end()) ? past.end() : at;

            BigDecimal uptime = queries.page(now.atOffset(ZoneOffset.UTC), NAME.substring(0, NAME.length() - 1), 1)
                    .await()
                    .atMost(Duration.ofSeconds(5))
                    .getFirst()
                    .uptime()
                    .h24();

            assertThat(uptime == null ? null : uptime.setScale(2, RoundingMode.UNNECESSARY))
                    .as("seed %d, past %d", seed, i)
                    .isEqualTo(past.uptime(now.minus(DAY), now));
            forget();
        }
    }

    /** By default the client has PostgreSQL plan long statements, such as this one, again at each call. */
    @Test
    void alsoALongStatementStaysPrepared() {
        await().untilAsserted(() -> {
            queries.page(Instant.now().atOffset(ZoneOffset.UTC), "", 1).await().atMost(Duration.ofSeconds(5));
            // Asked of whichever connection the pool gives; sooner or later it is the same.
            assertThat(pool.query("select 1 from pg_prepared_statements where length(statement) > 2048")
                            .executeAndAwait())
                    .isNotEmpty();
        });
    }

    /** States that follow one another from the beginning on, and what they add up to. */
    private static final class Past {
        private final long[] starts;
        private final String[] states;

        Past(Random random) {
            int length = 1 + random.nextInt(20);
            starts = new long[length];
            states = new String[length];
            long start = 0;
            for (int i = 0; i < length; i++) {
                starts[i] = start;
                states[i] = STATES[random.nextInt(STATES.length)];
                start += 1 + random.nextInt(10_000);
            }
        }

        Instant end() {
            return BEGIN.plusMillis(starts[starts.length - 1]);
        }

        void insert() {
            Sql.run("insert into monitor.service_status (service_name) values (?)", NAME);
            Sql.run(
                    "update monitor.probe_schedule set next_check_at = 'infinity' where service_id ="
                            + " (select id from monitor.service_status where service_name = ?)",
                    NAME);
            for (int i = 0; i < starts.length; i++) {
                Sql.run(
                        "insert into monitor.service_state_intervals (service_id, started_at, status, cum_down_ms,"
                                + " cum_excluded_ms) select id, ?::timestamptz, ?, ?, ? from monitor.service_status"
                                + " where service_name = ?",
                        BEGIN.plusMillis(starts[i]).toString(),
                        states[i],
                        sum(0, starts[i], true),
                        sum(0, starts[i], false),
                        NAME);
            }
        }

        BigDecimal uptime(Instant since, Instant until) {
            long from = Math.max(0, since.toEpochMilli() - BEGIN.toEpochMilli());
            long to = until.toEpochMilli() - BEGIN.toEpochMilli();
            long counted = to - from - sum(from, to, false);
            return counted == 0
                    ? null
                    : BigDecimal.valueOf(100 * (counted - sum(from, to, true)))
                            .divide(BigDecimal.valueOf(counted), 2, RoundingMode.FLOOR);
        }

        private long sum(long from, long to, boolean down) {
            long sum = 0;
            for (int i = 0; i < starts.length; i++) {
                long end = i + 1 < starts.length ? starts[i + 1] : to;
                boolean offline = states[i].equals("offline");
                boolean excluded = !offline && !states[i].equals("online") && !states[i].equals("degraded");
                if (down ? offline : excluded) {
                    sum += Math.max(0, Math.min(end, to) - Math.max(starts[i], from));
                }
            }
            return sum;
        }
    }

    @Test
    void servicesAreListedByNamePageByPage() {
        Member user = household.member(Role.USER);
        String cursor = user.api()
                .get("/services?limit=2")
                .then()
                .statusCode(200)
                .body("items.serviceName", contains("auth-service", "database"))
                .extract()
                .path("nextCursor");

        user.api().get("/services?limit=1&cursor={cursor}", cursor).then().body("items.serviceName", contains("disk"));
        user.api().get("/services").then().body("items", hasSize(12)).body("nextCursor", equalTo(null));
        user.api().get("/services/nothing").then().statusCode(404);
    }

    @Test
    void thePercentageOfThirtyDaysIsWrittenBesideTheService() {
        await().until(
                        () -> Sql.value(
                                "select uptime_percentage from monitor.service_status where service_name = 'redis'"),
                        percentage -> percentage != null);
        household.member(Role.USER).api().get("/services/redis").then().body("uptimePercentage", notNullValue());
        await().until(() -> Integer.parseInt(Sql.value("select count(*) from monitor.service_rollups where"
                        + " resolution = 'day' and checks_online > 0 and response_ms_buckets <> '{}'"))
                > 0);
    }

    @Test
    void percentagesDoNotWaitForWhomeverRecordsAService() {
        Sql.run("insert into monitor.service_status (service_name) values (?)", NAME);
        pool.withTransaction(recorder -> recorder.query(
                                "select id from service_status where service_name = '" + NAME + "' for no key update")
                        .execute()
                        .invoke(() -> Sql.run(
                                "insert into monitor.service_state_intervals (service_id, started_at, status)"
                                        + " select id, now() - interval '1 day', 'online' from monitor.service_status"
                                        + " where service_name = ?",
                                NAME))
                        .chain(queries::refresh)
                        .ifNoItem()
                        .after(Duration.ofSeconds(5))
                        .fail())
                .await()
                .atMost(Duration.ofSeconds(10));

        await().until(
                        () -> Sql.value(
                                "select uptime_percentage from monitor.service_status where service_name = ?", NAME),
                        "100.00"::equals);
    }
}
