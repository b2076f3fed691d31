package io.medianest.local.faults;

import static org.awaitility.Awaitility.await;

import io.medianest.database.ServiceConnections.ServiceConnection;
import io.medianest.local.stack.MortalStack;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** People of a running stack, all of whom Overseerr knows, and the Overseerr. */
final class Household {
    private static final String ADMIN = "owner@example.org";
    private static final String PASSWORD = "a household that fears no power cut";
    private static final int FIRST_PLEX_ID = 1_000_700;
    private static final int FIRST_FRESH_FILM = 900_000_000;

    private final MortalStack stack;
    private final OverseerrSimulator overseerr;
    private final Visitor nobody;
    private final List<String> people;
    private final AtomicInteger freshFilm = new AtomicInteger(FIRST_FRESH_FILM);

    private Household(MortalStack stack, OverseerrSimulator overseerr, List<String> people) {
        this.stack = stack;
        this.overseerr = overseerr;
        this.people = people;
        nobody = Visitor.at(stack.gateway());
    }

    /** Sets a fresh stack up. */
    static Household moveInto(MortalStack stack, int size) {
        OverseerrSimulator overseerr = OverseerrSimulator.start(0);
        stack.connect(new ServiceConnection("overseerr", overseerr.baseUrl(), overseerr.apiKey(), null));
        List<String> people = IntStream.range(0, size)
                .mapToObj("person-%d@example.org"::formatted)
                .toList();
        Household household = new Household(stack, overseerr, people);
        household
                .nobody
                .post("/api/v1/auth/setup", """
                        {"setupToken":"%s","email":"%s","name":"Owner","password":"%s"}
                        """.formatted(stack.setupToken(), ADMIN, PASSWORD))
                .expect(201);
        Visitor admin = household.admin();
        for (int i = 0; i < size; i++) {
            overseerr.users().addPlexUser(FIRST_PLEX_ID + i, "person" + i, people.get(i));
            admin.post("/api/v1/users", """
                            {"email":"%s","emailVerified":true,"name":"Person %d","password":"%s"}
                            """.formatted(people.get(i), i, PASSWORD))
                    .expect(201);
        }
        return household;
    }

    OverseerrSimulator overseerr() {
        return overseerr;
    }

    /** A film that nobody has asked for. */
    Film freshFilm() {
        return Film.unknown(freshFilm.getAndIncrement());
    }

    /** Somebody who is not signed in. */
    Visitor nobody() {
        return nobody;
    }

    /** The ADMIN, signed in anew. */
    Visitor admin() {
        return signIn(ADMIN);
    }

    /** One of the people, signed in anew. */
    Visitor person(int number) {
        return signIn(people.get(number));
    }

    /** All people, signed in anew. */
    List<Visitor> everybody() {
        return people.stream().map(this::signIn).toList();
    }

    /** What the ADMIN sends to sign in. */
    String signInOfAdmin() {
        return """
               {"email":"%s","password":"%s"}
               """.formatted(ADMIN, PASSWORD);
    }

    /** Waits until somebody can sign in and ask for a film again; returns how long that took. */
    Duration awaitRecovery() {
        long start = System.nanoTime();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            Visitor.Reply signIn = nobody.post("/api/v1/auth/login", signInOfAdmin());
            return signIn.status() == 200
                    && nobody.as(signIn.text("accessToken"))
                                    .post("/api/v1/media-requests", freshFilm().wish())
                                    .status()
                            == 201;
        });
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Waits until every event has been handed to Kafka. */
    void awaitEmptyOutboxes() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> stack.query("select 1 from media.outbox_events union all select 1 from auth.outbox_events")
                        .isEmpty());
    }

    private Visitor signIn(String email) {
        Visitor.Reply reply = nobody.post("/api/v1/auth/login", """
                        {"email":"%s","password":"%s"}
                        """.formatted(email, PASSWORD))
                .expect(200);
        return nobody.as(reply.text("accessToken"));
    }
}
