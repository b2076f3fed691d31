package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import io.medianest.simulators.catalog.Catalog;
import io.medianest.simulators.catalog.Movie;
import io.medianest.simulators.control.LoggedRequest;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.overseerr.MediaRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances of media-service on one database share its work, and none of it is done twice; Overseerr's log tells. */
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TwoInstancesIT {
    private static final String API = "/api/v1";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration REFRESH_LEASE = Duration.ofSeconds(20);
    private static final int FILMS = 40;
    private static final int POLLS = 12;

    private static MortalStack stack;
    private static Household household;
    /** The ADMIN, and somebody of the household, at each of the two. */
    private static List<Visitor> admins;

    private static List<Visitor> people;

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>(Settings.FOR_TESTS);
        settings.put("MEDIANEST_SYNC_POLL_EVERY", POLL.toSeconds() + "s");
        settings.put("MEDIANEST_SEARCH_SEARCH_FRESH", "100ms");
        stack = MortalStack.start(Circumstances.usual(settings));
        household = Household.moveInto(stack, 1);
        List<URI> both = List.of(stack.mediaService(), stack.startAnother(Member.MEDIA_SERVICE));
        admins = both.stream().map(household.admin()::past).toList();
        people = both.stream().map(household.person(0)::past).toList();
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
    void everyRequestIsSentOnceAndFollowedOnce() {
        household.overseerr().server().goDown(Down.REFUSING);
        List<Movie> films = Catalog.load().movies().stream().limit(FILMS).toList();
        for (int i = 0; i < films.size(); i++) {
            Visitor one = people.get(i % 2);
            Visitor other = admins.get((i + 1) % 2);
            String id = one.post(
                            API + "/media-requests",
                            Film.known(films.get(i).id()).wish())
                    .expect(201)
                    .text("id");
            other.send("POST", API + "/media-requests/" + id + "/approve", null).expect(200);
        }
        household.overseerr().server().comeBack();
        awaitStatus("processing", films.size());
        assertThat(household.overseerr().requests().all())
                .extracting(MediaRequest::tmdbId)
                .as("in the order of their approval, each once")
                .containsExactlyElementsOf(films.stream().map(Movie::id).toList());
        assertThat(calls("POST", "/request")).hasSize(films.size());
        assertThat(household.overseerr().writes().mostConcurrentWrites()).isLessThanOrEqualTo(2);

        films.forEach(film -> household.overseerr().library().addMovie(film.id()));
        awaitStatus("completed", films.size());
        assertThat(stack.query("select request_id, to_status from media.media_request_history"
                        + " group by request_id, to_status having count(*) > 1"))
                .as("steps taken twice")
                .isEmpty();
    }

    @Test
    void overseerrIsPolledAsOftenAsByOne() {
        household.overseerr().log().clear();
        Instant start = Instant.now();
        await().atMost(Duration.ofMinutes(1)).until(() -> polls().size() >= POLLS);
        double most = Duration.between(start, Instant.now()).toMillis() / (0.9 * POLL.toMillis()) + 2;
        assertThat(polls()).hasSizeLessThanOrEqualTo((int) most);
    }

    @Test
    void whatIsRememberedIsRenewedByOneOfThem() {
        String path = API + "/media/search?query=matrix";
        admins.getFirst().get(path).expect(200);
        Instant start = Instant.now();
        List<Visitor.Reply> replies = new ArrayList<>();
        await().until(() -> {
            IntStream.range(0, 10)
                    .forEach(i -> replies.add(admins.get(i % 2).get(path).expect(200)));
            return replies.stream().anyMatch(reply -> reply.body().path("stale").asBoolean())
                    && calls("GET", "/search").size() > 1;
        });
        long most = 2 + Duration.between(start, Instant.now()).dividedBy(REFRESH_LEASE);
        assertThat(calls("GET", "/search")).hasSizeLessThanOrEqualTo((int) most);
        assertThat(replies).anySatisfy(reply -> assertThat(reply.text("source")).isEqualTo("cache"));
    }

    private static void awaitStatus(String status, int count) {
        await("%d requests are %s".formatted(count, status))
                .atMost(Duration.ofMinutes(2))
                .until(() -> stack.query("select 1 from media.media_requests where status = '" + status + "'")
                                .size()
                        == count);
    }

    /** The first page of each; how many there are depends on what has changed. */
    private static List<LoggedRequest> polls() {
        return calls("GET", "/request").stream()
                .filter(call -> String.valueOf(call.query()).endsWith("skip=0"))
                .toList();
    }

    private static List<LoggedRequest> calls(String method, String path) {
        return household.overseerr().log().matching(method, API + path);
    }
}
