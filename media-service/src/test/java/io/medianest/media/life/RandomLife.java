package io.medianest.media.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTestResource;
import io.medianest.media.support.Parallel;
import io.medianest.media.support.RequestNews;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.overseerr.MediaRequest;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.testing.stores.Sql;
import io.medianest.testing.stream.EventStream;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Does things at random, and lets everything come to rest. */
final class RandomLife implements AutoCloseable {
    private static final List<Integer> FILMS = List.of(603, 604, 605, 550, 680);
    private static final Map<Integer, Integer> SERIES = Map.of(1396, 5, 1399, 8);
    private static final int APPROVED = 2;
    private static final int PENDING = 1;
    private static final int AVAILABLE = 5;
    private static final int DELETE = 2;

    private final Household household;
    private final OverseerrSimulator overseerr;
    private final long seed;
    private final Random random;
    private final List<String> done = new ArrayList<>();
    private final Map<String, Member> asked = new LinkedHashMap<>();
    private final List<Member> moderators;
    private final EventStream events;
    private List<Member> people = List.of();

    RandomLife(Household household, long seed) {
        this.household = household;
        this.seed = seed;
        random = new Random(seed);
        overseerr = household.overseerr();
        overseerr
                .webhooks()
                .register(
                        "http://127.0.0.1:" + RestAssured.port + "/api/v1/webhooks/overseerr",
                        MediaTestResource.WEBHOOK_SECRET);
        moderators = List.of(household.stranger(Role.MODERATOR), household.stranger(Role.MODERATOR));
        events = RequestNews.open(moderators.getFirst().token(), null);
    }

    @Override
    public void close() {
        events.close();
    }

    /** Does so many things, one soon after the other. */
    void live(int actions) {
        // Others each time: nobody may ask as often as this within an hour.
        people = List.of(household.member(Role.USER), household.member(Role.USER), household.member(Role.USER));
        for (int i = 0; i < actions; i++) {
            act();
        }
    }

    /** Mends everything, waits until it is quiet, and checks what has become of it all. */
    void rest() {
        overseerr.faults().clear();
        overseerr.webhooks().loseNext(0);
        overseerr.webhooks().repeatNext(0);
        overseerr.webhooks().reorderNext(0);
        overseerr.webhooks().delay(Duration.ZERO);
        overseerr.server().comeBack();
        done.add("rest");
        Verdict verdict = new Verdict(overseerr, events, this::toString);
        await(toString()).until(() -> verdict.waiting().isEmpty());
        // What was given up because of a fault is sent again, as its note says; what still is refused then, stays.
        verdict.failedByErrors().forEach(id -> decide(moderators.getFirst(), id, "retry"));
        await(toString()).until(() -> verdict.waiting().isEmpty());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(verdict::agrees);
        verdict.historyExplainsEverything();
        verdict.nothingIsSentTwice();
        await().untilAsserted(verdict::streamToldEverything);
        asked.forEach((id, member) -> assertThat(household.read(member, id).statusCode())
                .as(toString())
                .isEqualTo(200));
    }

    /** For failures: how to do the same again. */
    @Override
    public String toString() {
        return "Seed " + seed + ": " + String.join("; ", done);
    }

    private void act() {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> askFilm();
            case 4, 5 -> askSeasons();
            case 6, 7, 8, 9 -> decideOne("approve");
            case 10 -> decideOne(pick(List.of("decline", "retry", "complete")));
            case 11 -> decideTogether();
            case 12 -> decideAll();
            case 13 -> takeBackOrFollow();
            case 14, 15, 16 -> library();
            case 17, 18 -> operator();
            case 19, 20 -> fault();
            case 21 -> webhooks();
            case 22 -> forge();
            default -> upOrDown();
        }
    }

    private void askFilm() {
        int film = pick(FILMS);
        ask(Map.of("mediaType", "movie", "tmdbId", Integer.toString(film)));
    }

    private void askSeasons() {
        int series = pick(List.copyOf(new TreeSet<>(SERIES.keySet())));
        List<Integer> some = IntStream.rangeClosed(1, SERIES.get(series))
                .filter(number -> random.nextInt(3) == 0)
                .boxed()
                .toList();
        Object seasons = some.isEmpty() ? "all" : some;
        ask(Map.of("mediaType", "tv", "tmdbId", Integer.toString(series), "seasons", seasons));
    }

    private void ask(Map<String, ?> body) {
        Member member = pick(people);
        Response answer = member.api().body(body).post("/media-requests");
        note("ask " + body, answer);
        assertThat(answer.statusCode()).as(toString()).isIn(201, 409);
        if (answer.statusCode() == 201) {
            asked.put(answer.path("id"), member);
        }
    }

    private void decideOne(String step) {
        List<String> ids = ids(step.equals("retry") ? "failed" : step.equals("complete") ? "processing" : "pending");
        if (!ids.isEmpty()) {
            decide(pick(moderators), pick(ids), step);
        }
    }

    private void decide(Member moderator, String id, String step) {
        Response answer = moderator.api().post("/media-requests/{id}/" + step, id);
        note(step + " " + id, answer);
        assertThat(answer.statusCode()).as(toString()).isIn(200, 409);
    }

    private void decideTogether() {
        List<String> ids = ids("pending");
        if (!ids.isEmpty()) {
            String id = pick(ids);
            List<Integer> answers = Parallel.times(
                    2,
                    i -> moderators
                            .get(i)
                            .api()
                            .post("/media-requests/{id}/" + (i == 0 ? "approve" : "decline"), id)
                            .statusCode());
            done.add("approve and decline " + id + " " + answers);
            assertThat(answers).as(toString()).containsExactlyInAnyOrder(200, 409);
        }
    }

    private void decideAll() {
        List<String> ids = ids("pending");
        if (!ids.isEmpty()) {
            note(
                    "approve all",
                    pick(moderators)
                            .api()
                            .body(Map.of("decision", "approve", "ids", ids))
                            .post("/media-requests/decisions"));
        }
    }

    private void takeBackOrFollow() {
        if (!asked.isEmpty()) {
            String id = pick(List.copyOf(asked.keySet()));
            if (random.nextBoolean()) {
                note("take back " + id, asked.get(id).api().delete("/media-requests/{id}", id));
            } else {
                note("follow " + id, pick(people).api().post("/media-requests/{id}/follow", id));
            }
        }
    }

    private void library() {
        List<MediaRequest> there = overseerr.requests().all();
        if (there.isEmpty()) {
            return;
        }
        MediaRequest request = pick(there);
        if (request.type().equals("movie")) {
            done.add("film " + request.tmdbId() + " is there");
            overseerr.library().addMovie(request.tmdbId());
        } else {
            List<Integer> seasons = request.seasonNumbers().stream()
                    .filter(number -> random.nextBoolean())
                    .toList();
            if (!seasons.isEmpty()) {
                done.add("seasons " + seasons + " of " + request.tmdbId() + " are there");
                overseerr.library().addSeasons(request.tmdbId(), seasons);
            }
        }
    }

    /**
     * What an operator of Overseerr does there: not to what can be watched, where it would mean nothing any more, and
     * nothing that can't be told from a request that never arrived: such a one is sent again, as docs/overseerr.md says.
     */
    private void operator() {
        int what = random.nextInt(3);
        List<String> touchable = Sql.column(
                "select overseerr_id from media.media_requests"
                        + " where overseerr_id is not null and status in ('approved', 'processing') and (status = 'processing' or ?)",
                what != DELETE);
        List<MediaRequest> open = overseerr.requests().all().stream()
                .filter(request -> touchable.contains(Integer.toString(request.id())))
                .filter(request -> request.status() == APPROVED || request.status() == PENDING)
                .filter(request -> overseerr
                        .library()
                        .find(request.type(), request.tmdbId())
                        .filter(media ->
                                media.status() == AVAILABLE || media.seasons().containsValue(AVAILABLE))
                        .isEmpty())
                .toList();
        if (open.isEmpty()) {
            return;
        }
        int id = pick(open).id();
        done.add(List.of("decline", "fail", "delete").get(what) + " there " + id);
        switch (what) {
            case 0 -> overseerr.requests().decline(id);
            case 1 -> overseerr.requests().fail(id, overseerr.options().product());
            default -> overseerr.requests().delete(id);
        }
    }

    private void fault() {
        Fault fault = pick(List.of(
                Fault.latency(Duration.ofMillis(150)),
                Fault.status(500),
                Fault.status(503),
                Fault.rateLimited(1),
                Fault.drop(),
                Fault.dropAnswer()));
        String path = pick(List.of("/api/v1/request", "/api/v1/request/*", "/api/v1/*"));
        done.add(fault.kind() + " " + fault.status() + " on " + path);
        overseerr.faults().add(fault.on("*", path).times(1 + random.nextInt(3)));
    }

    private void webhooks() {
        int what = random.nextInt(5);
        done.add("webhooks are "
                + List.of("lost", "repeated", "reordered", "late", "early").get(what));
        switch (what) {
            case 0 -> overseerr.webhooks().loseNext(2);
            case 1 -> overseerr.webhooks().repeatNext(2);
            case 2 -> overseerr.webhooks().reorderNext(2);
            case 3 -> overseerr.webhooks().delay(Duration.ofMillis(100));
            default -> overseerr.webhooks().beforeAnswer(random.nextBoolean());
        }
    }

    /** A webhook is no more than a hint: with the right text it lies about a request, with another it is refused. */
    private void forge() {
        boolean known = random.nextBoolean();
        int id = overseerr.requests().all().stream()
                .map(MediaRequest::id)
                .findAny()
                .orElse(4_711);
        int status = RestAssured.given()
                .basePath("/api/v1")
                .header("Authorization", known ? MediaTestResource.WEBHOOK_SECRET : "guessed")
                .contentType("application/json")
                .body("{\"notification_type\":\"MEDIA_AVAILABLE\",\"request\":{\"request_id\":\"" + id + "\"}}")
                .post("/webhooks/overseerr")
                .statusCode();
        done.add("forged webhook " + id + " " + status);
        assertThat(status).as(toString()).isEqualTo(known ? 204 : 401);
    }

    private void upOrDown() {
        boolean up = overseerr.server().isUp();
        done.add(up ? "down" : "up");
        if (up) {
            overseerr.server().goDown(pick(List.of(Down.REFUSING, Down.RESETTING)));
        } else {
            overseerr.server().comeBack();
        }
    }

    private void note(String what, Response answer) {
        done.add(what + " " + answer.statusCode());
        assertThat(answer.statusCode()).as(toString()).isLessThan(500);
    }

    private static List<String> ids(String status) {
        return Sql.column("select id from media.media_requests where status = ? order by created_at, id", status);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
