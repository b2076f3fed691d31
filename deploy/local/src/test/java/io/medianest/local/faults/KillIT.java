package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import io.medianest.simulators.catalog.Catalog;
import io.medianest.simulators.catalog.Movie;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While people ask for films, processes are killed and started again: what was acknowledged is there once, what was not
 * is whole or absent, and nothing took effect twice.
 */
@Tag("full")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class KillIT {
    private static final int PEOPLE = 8;
    private static final int REQUESTS = 500;
    private static final int BEFORE_THE_KILL = 100;
    private static final int KNOWN_FILMS = 5;

    private static final Iterator<Movie> known = Catalog.load().movies().iterator();
    private static MortalStack stack;
    private static Household household;

    /** Each alone, then all at once, as in a power cut. */
    static Stream<Set<Member>> victims() {
        return Stream.concat(Arrays.stream(Member.values()).map(EnumSet::of), Stream.of(EnumSet.allOf(Member.class)));
    }

    @BeforeAll
    static void start() {
        stack = MortalStack.start(Circumstances.usual(Settings.FOR_TESTS));
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

    @ParameterizedTest
    @MethodSource("victims")
    void whatWasAcknowledgedIsThereOnce(Set<Member> victims) throws InterruptedException {
        try (Load load = new Load(films(), household.everybody(), household.admin(), BEFORE_THE_KILL).start()) {
            load.awaitBegun();
            stack.kill(victims);
            stack.startAgain(victims);
            load.awaitEnd();
            Duration recovery = household.awaitRecovery();
            household.awaitEmptyOutboxes();
            awaitOverseerr(load);

            Reckoning reckoning = Reckoning.of(load, stack, household.overseerr());
            System.out.printf(
                    "FAULT kill -9 of %s: %s; usable again %d ms after the last one%n",
                    label(victims), reckoning.counts(), recovery.toMillis());
            assertThat(load.acknowledged()).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
            assertThat(reckoning.lost()).as("lost").isEmpty();
            assertThat(reckoning.doubled()).as("doubled").isEmpty();
        }
    }

    /** What is missing there in the end is the reckoning's business. */
    private static void awaitOverseerr(Load load) {
        Set<Integer> approved = Reckoning.approvedFilms(load, stack);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> household.overseerr().requests().all().stream()
                        .map(request -> request.tmdbId())
                        .collect(Collectors.toSet())
                        .containsAll(approved));
    }

    /** Films that nobody has asked for, some of which Overseerr can get, evenly among the others. */
    private static List<Film> films() {
        return IntStream.range(0, REQUESTS)
                .mapToObj(i -> i % (REQUESTS / KNOWN_FILMS) == 0
                        ? Film.known(known.next().id())
                        : household.freshFilm())
                .toList();
    }

    private static String label(Set<Member> victims) {
        return victims.stream().map(Member::label).collect(Collectors.joining(", "));
    }
}
