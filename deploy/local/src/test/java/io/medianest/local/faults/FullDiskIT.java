package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.medianest.local.faults.Visitor.Reply;
import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL's disk is full: changes are refused, what was acknowledged stays, and with room all is well again. */
@Tag("full")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FullDiskIT {
    private static final int MEGABYTES = 200;
    private static final int MOST = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;

    private static final Set<String> acknowledged = new HashSet<>();
    private static SmallDisk disk;
    private static MortalStack stack;
    private static Household household;

    @BeforeAll
    static void start() {
        try {
            disk = SmallDisk.mount(MEGABYTES);
        } catch (IOException e) {
            System.out.println("FAULT full disk: left out, no small disk can be had here: " + e.getMessage());
            abort("No small disk can be had here: " + e.getMessage());
        }
        stack = MortalStack.start(
                new Circumstances(Settings.FOR_TESTS, Optional.of(disk.folder().resolve("postgres")), false, false));
        household = Household.moveInto(stack, 1);
    }

    @AfterAll
    static void stop() throws IOException {
        if (household != null) {
            household.overseerr().close();
        }
        if (stack != null) {
            stack.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    @Order(1)
    void withNoRoomForTablesChangesAreRefusedUntilThereIsSome() throws IOException {
        Visitor person = household.person(0);
        // The log of changes gets a fresh segment, so that it is the tables that run out of room.
        stack.query("select pg_switch_wal()");
        acknowledge(ask(person));
        disk.fill();

        Reply refused = askUntilRefused(person);
        assertThat(refused.status()).as("%s", refused).isEqualTo(UNAVAILABLE);
        assertThat(refused.text("code")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(refused.retryAfter()).isNotEmpty();
        assertThat(person.get("/api/v1/media-requests").status()).isEqualTo(200);
        assertThat(stack.isRunning(Member.POSTGRES)).isTrue();

        disk.makeRoom();
        awaitUsable(person);
        report("for tables");
    }

    @Test
    @Order(2)
    void withNoRoomForTheLogOfChangesPostgresGoesDownAndNothingIsLost() throws IOException {
        Visitor person = household.person(0);
        acknowledge(ask(person));
        disk.fill();
        // A segment that is not there yet: PostgreSQL cannot go on without, and says so by ending.
        await().atMost(PATIENCE).until(() -> {
            Reply reply = ask(person);
            if (reply.status() == CREATED) {
                acknowledge(reply);
            }
            return !stack.tryQuery("select pg_switch_wal()") && !stack.isRunning(Member.POSTGRES);
        });

        Reply refused = ask(person);
        assertThat(refused.status()).as("%s", refused).isEqualTo(UNAVAILABLE);
        disk.makeRoom();
        stack.startAgain(EnumSet.of(Member.POSTGRES));
        awaitUsable(person);
        report("for the log of changes");
    }

    private static Reply askUntilRefused(Visitor person) {
        for (int i = 0; i < MOST; i++) {
            Reply reply = ask(person);
            if (reply.status() != CREATED) {
                return reply;
            }
            acknowledge(reply);
        }
        throw new AssertionError("The disk is full, and still nothing is refused");
    }

    private static void awaitUsable(Visitor person) {
        await().atMost(PATIENCE).until(() -> {
            Reply reply = ask(person);
            if (reply.status() == CREATED) {
                acknowledge(reply);
            }
            return reply.status() == CREATED;
        });
        household.awaitEmptyOutboxes();
    }

    private static void report(String what) {
        PublishedEvents events = PublishedEvents.read(stack.bootstrapServers());
        Set<String> there = new HashSet<>();
        stack.query("select r.id from media.media_requests r where exists"
                        + " (select 1 from media.media_request_history h where h.request_id = r.id)")
                .forEach(row -> there.add(row.getFirst()));
        long found = acknowledged.stream().filter(there::contains).count();
        long told = acknowledged.stream()
                .filter(id -> events.ids(id, "media-request.created").size() == 1)
                .count();
        System.out.printf(
                "FAULT no room %s: acknowledged %d, found %d, told of by one event %d, lost %d%n",
                what, acknowledged.size(), found, told, acknowledged.size() - found);
        assertThat(there).containsAll(acknowledged);
        assertThat(told).isEqualTo(acknowledged.size());
    }

    private static Reply ask(Visitor person) {
        return person.post("/api/v1/media-requests", household.freshFilm().wish());
    }

    private static void acknowledge(Reply reply) {
        acknowledged.add(reply.expect(CREATED).text("id"));
    }
}
