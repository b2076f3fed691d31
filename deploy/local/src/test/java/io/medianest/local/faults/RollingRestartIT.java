package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every service and the gateway are replaced, one after the other, while people ask for films, read, and listen: all is
 * answered as ever, and whoever listens hears of everything.
 */
@Tag("full")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RollingRestartIT {
    private static final List<String> READING = List.of(
            "GET /api/v1/auth/jwks.json",
            "GET /api/v1/auth/me",
            "GET /api/v1/users",
            "GET /api/v1/media-requests",
            "GET /api/v1/services",
            "POST /api/v1/auth/login");

    private static final int PEOPLE = 4;
    /** So few that two processors also start a service beside it: what is refused for lack of them proves nothing. */
    private static final int PER_SECOND = 5;
    /** For longer than it takes to replace everything. */
    private static final int FILMS = 2_000;

    private MortalStack stack;
    private Household household;

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(Settings.FOR_TESTS);
        settings.put("QUARKUS_SHUTDOWN_DELAY", "4s");
        stack = MortalStack.start(Circumstances.replaceable(settings));
        household = Household.moveInto(stack, PEOPLE);
    }

    @AfterEach
    void stop() {
        if (household != null) {
            household.overseerr().close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void nothingIsLostWhileAllIsReplaced() throws InterruptedException {
        List<Visitor> people = household.everybody();
        List<Film> films = Stream.generate(household::freshFilm).limit(FILMS).toList();
        Queue<String> misses = new ConcurrentLinkedQueue<>();
        try (Load load = new Load(films, people, household.admin(), 10);
                Follower follower = new Follower(people.getFirst());
                Reader reader = new Reader(household, misses)) {
            await().until(() -> follower.streams() > 0);
            load.start(PER_SECOND).awaitBegun();
            for (Member member : List.of(
                    Member.AUTH_SERVICE,
                    Member.MEDIA_SERVICE,
                    Member.YOUTUBE_SERVICE,
                    Member.MONITOR_SERVICE,
                    Member.GATEWAY)) {
                int before = load.acknowledged().size();
                stack.replace(member);
                System.out.printf(
                        "FAULT %s replaced while %d requests were acknowledged and %d calls read%n",
                        member.label(), load.acknowledged().size() - before, reader.calls());
            }
            load.finishNow();
            load.awaitEnd();

            assertThat(misses).isEmpty();
            assertThat(load.refusals()).isEmpty();
            assertHeard(follower, load, films);
            assertThat(follower.streams()).isGreaterThan(1);
        }
    }

    private static void assertHeard(Follower follower, Load load, List<Film> films) {
        Set<String> own = IntStream.range(0, films.size())
                .filter(number -> number % PEOPLE == 0)
                .mapToObj(films::get)
                .filter(load.acknowledged()::containsKey)
                .map(load.acknowledged()::get)
                .collect(Collectors.toSet());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(created(follower)).containsAll(own));
        // Of downloads nobody has heard anything: such a place cannot be found again.
        assertThat(follower.heard())
                .filteredOn(event -> event.name().equals("reset"))
                .extracting(event -> event.data().path("source").asText())
                .doesNotContain("media");
    }

    private static List<String> created(Follower follower) {
        return follower.heard().stream()
                .filter(event -> event.name().equals("media-request"))
                .filter(event -> event.data().path("type").asText().endsWith("created"))
                .map(event -> event.data().path("id").asText())
                .toList();
    }

    /** Reads all the time. */
    private static final class Reader implements AutoCloseable {
        private static final long PAUSE_MILLIS = 50;

        private final DailyLife life;
        private final Queue<String> misses;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();

        Reader(Household household, Queue<String> misses) {
            life = new DailyLife(household);
            this.misses = misses;
            Thread.ofVirtual().start(this::read);
        }

        int calls() {
            return calls.get();
        }

        @Override
        public void close() {
            over.set(true);
        }

        private void read() {
            while (!over.get()) {
                String call = READING.get(calls.getAndIncrement() % READING.size());
                int status = life.make(call).status();
                if (status != 200) {
                    misses.add("%s %s: %d".formatted(Instant.now(), call, status));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }
}
