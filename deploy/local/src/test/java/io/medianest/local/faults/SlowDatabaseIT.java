package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.faults.Visitor.Reply;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL that answers two seconds late makes calls slow or refused, but takes nothing else with it. */
@Tag("full")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SlowDatabaseIT {
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration PROMPT = Duration.ofSeconds(1);
    private static final int PEOPLE = 8;
    private static final int REQUESTS = 60;
    private static final List<Integer> CLEAR = List.of(201, 503, 504);

    private static MortalStack stack;
    private static Household household;

    @BeforeAll
    static void start() {
        stack = MortalStack.start(new Circumstances(Settings.FOR_TESTS, Optional.empty(), true, false));
        household = Household.moveInto(stack, PEOPLE);
    }

    @AfterAll
    static void stop() {
        if (household != null) {
            household.overseerr().close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void callsAreSlowOrRefusedAndNothingElseIs() throws InterruptedException {
        List<Visitor> people = household.everybody();
        Visitor admin = household.admin();
        stack.databaseLine().delay(LATE);
        List<Film> films = IntStream.range(0, REQUESTS)
                .mapToObj(i -> household.freshFilm())
                .toList();
        try (Load load = new Load(films, people, admin, 0).start()) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    household.nobody().get("/api/v1/health").text("status"))
                            .isEqualTo("degraded"));
            for (int i = 0; i < 10; i++) {
                assertThatOthersAreServedPromptly();
            }
            load.awaitEnd();
            stack.databaseLine().delay(Duration.ZERO);
            Duration recovery = household.awaitRecovery();
            household.awaitEmptyOutboxes();

            Reckoning reckoning = Reckoning.of(load, stack, household.overseerr());
            Map<Integer, Long> statuses = load.statuses().values().stream()
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
            System.out.printf(
                    "FAULT PostgreSQL %d ms late: %s; answers %s; usable again %d ms after%n",
                    LATE.toMillis(), reckoning.counts(), statuses, recovery.toMillis());
            assertThat(CLEAR).containsAll(statuses.keySet());
            assertThat(reckoning.lost()).as("lost").isEmpty();
            assertThat(reckoning.doubled()).as("doubled").isEmpty();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                household.nobody().get("/api/v1/health").text("status"))
                        .isEqualTo("up"));
    }

    /** What needs no database: threads that wait for one must not be those that serve this. */
    private static void assertThatOthersAreServedPromptly() {
        Reply health = household.nobody().get("/healthz");
        Reply refused = household.nobody().as("not.a.token").get("/api/v1/auth/me");
        Reply unknown = household.nobody().get("/api/v1/nothing");
        assertThat(health.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(List.of(health.took(), refused.took(), unknown.took())).allMatch(took -> took.compareTo(PROMPT) < 0);
    }
}
