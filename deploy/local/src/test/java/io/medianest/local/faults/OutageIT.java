package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.faults.Visitor.Reply;
import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While a store is away, each call is answered as docs/faults.md says, and without a restart all is well after it. */
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OutageIT {
    /** Seconds, of each store. */
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("medianest.faults.outage", 30));

    private static final Duration PROMPT = Duration.ofSeconds(10);
    private static final Duration NOTICED = Duration.ofSeconds(15);
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    private static final int UNAVAILABLE = 503;
    private static final String ALL_THERE = "All there";
    private static final String HEALTH = "GET /api/v1/health";

    private static MortalStack stack;
    private static Household household;
    private static OutageTable table;

    @BeforeAll
    static void start() throws IOException {
        table = OutageTable.read();
        stack = MortalStack.start(Circumstances.usual(Settings.WATCHFUL));
        household = Household.moveInto(stack, 1);
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

    @ParameterizedTest
    @EnumSource(names = {"REDIS", "KAFKA", "POSTGRES"})
    void eachCallIsAnsweredAsWrittenDown(Member store) {
        DailyLife life = new DailyLife(household);
        assertThat(table.calls()).containsExactlyElementsOf(life.calls());
        // The services learn some seconds after the start where Overseerr is.
        await().atMost(NOTICED)
                .untilAsserted(() -> assertThat(differences(life, ALL_THERE)).isEmpty());

        Instant stopped = Instant.now();
        stack.stop(store);
        // An answer about everybody's health is passed on for some seconds.
        await().atMost(NOTICED)
                .until(() ->
                        difference(life, HEALTH, "Without " + store.label()).isEmpty());
        Instant end = Instant.now().plus(LENGTH);
        int rounds = 0;
        do {
            assertThat(differences(life, "Without " + store.label()))
                    .as("without %s, round %d", store.label(), rounds + 1)
                    .isEmpty();
            rounds++;
        } while (Instant.now().isBefore(end));

        Instant started = Instant.now();
        stack.startAgain(EnumSet.of(store));
        Instant back = Instant.now();
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(differences(life, ALL_THERE)).isEmpty());
        Duration recovery = Duration.between(back, Instant.now());
        awaitIncident(store, stopped, started);
        household.awaitEmptyOutboxes();
        assertThat(EnumSet.allOf(Member.class)).allMatch(stack::isRunning);
        System.out.printf(
                "FAULT %s away for %d s: %d calls made %d times, all answered as written; all as usual %d ms after%n",
                store.label(), LENGTH.toSeconds(), table.calls().size(), rounds, recovery.toMillis());
    }

    /** However little could be written down meanwhile, the incident is dated as the store was seen to go and to come. */
    private static void awaitIncident(Member store, Instant stopped, Instant started) {
        String service = store == Member.POSTGRES ? "database" : store.label().toLowerCase(Locale.ROOT);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(stack.query("""
                                select i.started_at between '%2$s'::timestamptz - interval '1 second'
                                         and '%2$s'::timestamptz + interval '15 seconds',
                                       i.ended_at >= '%3$s'::timestamptz
                                from monitor.incidents i join monitor.service_status s on s.id = i.service_id
                                where s.service_name = '%1$s'""".formatted(service, stopped, started)))
                        .as("the incident of %s", service)
                        .containsExactly(List.of("t", "t")));
    }

    private static List<String> differences(DailyLife life, String column) {
        life.signInIfPossible();
        List<String> differences = new ArrayList<>();
        for (String call : table.calls()) {
            difference(life, call, column).ifPresent(differences::add);
        }
        return differences;
    }

    private static Optional<String> difference(DailyLife life, String call, String column) {
        String expected = table.expected(call, column);
        Reply reply = life.make(call);
        String answer = reply.status() + (expected.contains(",") ? ", " + reply.text("status") : "");
        boolean honest = reply.status() != UNAVAILABLE || !reply.retryAfter().isEmpty();
        return answer.equals(expected) && honest && reply.took().compareTo(PROMPT) <= 0
                ? Optional.empty()
                : Optional.of("%s: not %s but %s".formatted(call, expected, reply));
    }
}
