package io.medianest.local.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.medianest.events.Topics;
import io.medianest.local.faults.Visitor.Reply;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import io.medianest.simulators.catalog.Catalog;
import io.medianest.simulators.catalog.Movie;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of all services is set by an hour while they run, and PostgreSQL's is not: people sign in again, and
 * everything else goes on.
 */
@Tag("full")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ClockStepIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNAUTHENTICATED = 401;

    private static final Iterator<Movie> films = Catalog.load().movies().iterator();
    private static FakeClock clock;
    private static MortalStack stack;
    private static Household household;

    @BeforeAll
    static void start() throws IOException {
        Optional<FakeClock> installed = FakeClock.install();
        if (installed.isEmpty()) {
            System.out.println("FAULT clock: left out, there is no libfaketime here (package faketime)");
            abort("There is no libfaketime here");
        }
        clock = installed.orElseThrow();
        stack = MortalStack.start(Circumstances.usual(clock.environment(Settings.FOR_TESTS)));
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

    /** Forward, back, and back behind PostgreSQL's. */
    @ParameterizedTest
    @ValueSource(ints = {1, 0, -1})
    void everythingGoesOnOnceThePeopleHaveSignedInAgain(int hours) throws IOException {
        Visitor before = household.person(0);
        for (int i = 0; i < 2; i++) {
            before.post("/api/v1/media-requests", household.freshFilm().wish()).expect(201);
        }
        String cursor = before.get("/api/v1/media-requests?limit=1").expect(200).text("nextCursor");

        clock.set(Duration.ofHours(hours));

        await("old tokens end")
                .atMost(PATIENCE)
                .until(() -> before.get("/api/v1/media-requests").status() == UNAUTHENTICATED);
        Visitor person = household.person(0);
        person.get("/api/v1/media-requests?limit=1&cursor=" + cursor).expect(200);
        awaitInOverseerr(person);
        long heard = PublishedEvents.count(Topics.REVOCATIONS, stack.bootstrapServers());
        await("signs of life go on")
                .atMost(PATIENCE)
                .until(() -> PublishedEvents.count(Topics.REVOCATIONS, stack.bootstrapServers()) > heard + 2);
        Visitor leaving = household.person(0);
        leaving.get("/api/v1/auth/me").expect(200);
        leaving.send("POST", "/api/v1/auth/logout", null).expect(204);
        await("revocations are heard")
                .atMost(PATIENCE)
                .until(() -> leaving.get("/api/v1/media-requests").status() == UNAUTHENTICATED);
        household.awaitEmptyOutboxes();
        System.out.printf(
                "FAULT clock of the services set to %+d h: tokens, queue to Overseerr, events, revocations go on%n",
                hours);
    }

    /** Asks for a film, has it approved, and waits until Overseerr has been asked for it. */
    private static void awaitInOverseerr(Visitor person) {
        Film film = Film.known(films.next().id());
        Reply asked = person.post("/api/v1/media-requests", film.wish()).expect(201);
        household
                .admin()
                .send("POST", "/api/v1/media-requests/" + asked.text("id") + "/approve", null)
                .expect(200);
        await("it is sent to Overseerr")
                .atMost(PATIENCE)
                .until(() -> household.overseerr().requests().all().stream()
                        .anyMatch(request -> request.tmdbId() == film.tmdbId()));
    }
}
