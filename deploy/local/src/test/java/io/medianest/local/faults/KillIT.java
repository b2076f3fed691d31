package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import io.medianest.simulators.catalog.Catalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    private static final int KNOWN_FILMS = 10;
    private static final int NUMBERS_OF_EACH = 1_000_000;

    private static MortalStack stack;
    private static Household household;

    enum Victim {
        AUTH_SERVICE(EnumSet.of(Member.AUTH_SERVICE)),
        MEDIA_SERVICE(EnumSet.of(Member.MEDIA_SERVICE)),
        GATEWAY(EnumSet.of(Member.GATEWAY)),
        KAFKA(EnumSet.of(Member.KAFKA)),
        REDIS(EnumSet.of(Member.REDIS)),
        POSTGRES(EnumSet.of(Member.POSTGRES)),
        EVERYTHING(EnumSet.allOf(Member.class));

        private final Set<Member> members;

        Victim(Set<Member> members) {
            this.members = members;
        }

        private String label() {
            return members.stream().map(Member::label).collect(Collectors.joining(", "));
        }
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
    @EnumSource
    void whatWasAcknowledgedIsThereOnce(Victim victim) throws InterruptedException {
        try (Load load = new Load(films(victim), household.everybody(), household.admin(), BEFORE_THE_KILL).start()) {
            load.awaitBegun();
            stack.kill(victim.members);
            stack.startAgain(victim.members);
            load.awaitEnd();
            Duration recovery = household.awaitRecovery();
            household.awaitEmptyOutboxes();
            awaitOverseerr(load);

            Reckoning reckoning = Reckoning.of(load, stack, household.overseerr());
            System.out.printf(
                    "FAULT kill -9 of %s: %s; usable again %d ms after the last one%n",
                    victim.label(), reckoning.counts(), recovery.toMillis());
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

    /** Films of this victim alone, some of which Overseerr can get, evenly among the others. */
    private static List<Film> films(Victim victim) {
        List<Film> known = Catalog.load().movies().stream()
                .skip((long) victim.ordinal() * KNOWN_FILMS)
                .limit(KNOWN_FILMS)
                .map(movie -> Film.known(movie.id()))
                .toList();
        List<Film> films = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            boolean isKnown = i % (REQUESTS / KNOWN_FILMS) == 0;
            films.add(
                    isKnown
                            ? known.get(i * KNOWN_FILMS / REQUESTS)
                            : Film.unknown((victim.ordinal() + 10) * NUMBERS_OF_EACH + i));
        }
        return films;
    }
}
