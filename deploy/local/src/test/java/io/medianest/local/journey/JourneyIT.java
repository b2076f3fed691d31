package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.medianest.events.Topics;
import io.medianest.local.journey.Portal.Answer;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.overseerr.Delivery.Outcome;
import io.medianest.simulators.overseerr.MediaRequest;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.simulators.overseerr.OverseerrUser;
import io.medianest.simulators.plex.PlexSimulator;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A household's first evening with MediaNest: each test is a step, on what the steps before it left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String EMAIL = "mia@example.org";
    private static final String PASSWORD = "a good evening in front of a film";

    private static RunningStack stack;
    private static OverseerrSimulator overseerr;
    private static OverseerrUser mia;
    private static Portal admin;
    private static Portal phone;
    private static EventStream stream;
    private static String userId;
    private static String film;
    private static String series;

    @BeforeAll
    static void start() {
        stack = RunningStack.get();
        overseerr = stack.overseerr();
        mia = overseerr.users().addPlexUser(1_000_777, "mia", EMAIL);
        admin = stack.admin();
    }

    @AfterAll
    static void closeStream() {
        if (stream != null) {
            stream.close();
        }
    }

    @Test
    @Order(1)
    void theSetupTokenWorksOnce() {
        Answer again = stack.portal().post("/auth/setup", """
                {"setupToken":"%s","email":"other@example.org","name":"Other","password":"%s"}
                """.formatted(stack.setupToken(), PASSWORD));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ALREADY_SET_UP");
        assertThat(admin.get("/auth/me").text("role")).isEqualTo("ADMIN");
    }

    @Test
    @Order(2)
    void theAdminCreatesAUserWhoSignsInOnAPhone() {
        Answer created = admin.post("/users", """
                {"email":"%s","emailVerified":true,"name":"Mia","password":"%s"}
                """.formatted(EMAIL, PASSWORD));
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        userId = created.text("id");

        phone = stack.portal().signIn(EMAIL, PASSWORD, "Mia's phone");

        Answer me = phone.get("/auth/me");
        assertThat(me.text("id")).isEqualTo(userId);
        assertThat(me.text("role")).isEqualTo("USER");
        assertThat(phone.get("/users").status()).isEqualTo(403);
    }

    @Test
    @Order(3)
    void sheSearchesAndAsksForAFilmAndTwoSeasons() {
        assertThat(phone.get("/media/search?query=matrix").items())
                .filteredOn(item -> item.path("tmdbId").asText().equals("603"))
                .singleElement()
                .satisfies(item -> assertThat(item.path("title").asText()).isEqualTo("The Matrix"));
        stream = phone.stream("/media-requests/events");

        Answer movie = phone.post("/media-requests", "{\"mediaType\":\"movie\",\"tmdbId\":\"603\"}");
        Answer tv = phone.post("/media-requests", "{\"mediaType\":\"tv\",\"tmdbId\":\"1396\",\"seasons\":[1,2]}");

        assertThat(movie.status()).as("%s", movie).isEqualTo(201);
        assertThat(tv.status()).as("%s", tv).isEqualTo(201);
        film = movie.text("id");
        series = tv.text("id");
        assertThat(movie.text("status")).isEqualTo("pending");
        assertThat(movie.text("title")).isEqualTo("The Matrix");
        awaitOnStream(film, "pending");
        awaitOnStream(series, "pending");
        assertThat(phone.post("/media-requests", "{\"mediaType\":\"movie\",\"tmdbId\":\"603\"}")
                        .code())
                .isEqualTo("ALREADY_REQUESTED");
    }

    @Test
    @Order(4)
    void theAdminApprovesAndOverseerrReceivesBothForHer() {
        assertThat(phone.post("/media-requests/" + film + "/approve").status()).isEqualTo(403);
        assertThat(admin.post("/media-requests/" + film + "/approve").status()).isEqualTo(200);
        assertThat(admin.post("/media-requests/" + series + "/approve").status())
                .isEqualTo(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(overseerr.requests().of(mia)).hasSize(2));
        assertThat(overseerr.requests().all()).hasSize(2);
        assertThat(overseerr.requests().of(mia))
                .anySatisfy(request -> assertThat(request.seasonNumbers()).containsExactlyInAnyOrder(1, 2));
        awaitOnStream(film, "processing");
        awaitOnStream(series, "processing");
    }

    @Test
    @Order(5)
    void theFilmComesByPollingAndTheSeasonsByWebhook() {
        awaitTheWebhooksOfTheApprovals();
        overseerr.webhooks().loseNext(1);
        overseerr.library().addMovie(603);
        awaitStatus(film, "completed");
        awaitOnStream(film, "available");
        awaitOnStream(film, "completed");
        assertThat(sources(film)).contains("poll").doesNotContain("webhook");

        overseerr.library().addSeasons(1396, List.of(1));
        awaitOnStream(series, "available");
        assertThat(seasonStatus(1)).isIn("available", "completed");
        assertThat(seasonStatus(2)).isEqualTo("processing");

        overseerr.library().addSeasons(1396, List.of(2));
        awaitStatus(series, "completed");
        assertThat(overseerr.webhooks().deliveries()).isNotEmpty();
    }

    @Test
    @Order(6)
    void historyAndEventsExplainWhatHappened() {
        assertThat(steps(film)).containsExactly("pending", "approved", "processing", "available", "completed");
        assertThat(steps(series))
                .startsWith("pending", "approved", "processing", "available")
                .endsWith("completed");

        try (TopicReader topic = new TopicReader(Topics.MEDIA_REQUESTS.name(), stack.bootstrapServers())) {
            assertThat(topic.awaitTypes(film, "media-request.completed"))
                    .containsExactly(
                            "media-request.created",
                            "media-request.approved",
                            "media-request.processing",
                            "media-request.available",
                            "media-request.completed");
            assertThat(topic.read()).allSatisfy(event -> {
                assertThat(TopicReader.header(event, "ce_id")).isNotEmpty();
                assertThat(TopicReader.header(event, "correlation-id")).isNotEmpty();
            });
        }
    }

    @Test
    @Order(7)
    void suspendedSheIsRefusedEverywhere() {
        assertThat(phone.at(stack.authPort()).get("/auth/me").status()).isEqualTo(200);
        assertThat(phone.at(stack.mediaPort()).get("/media-requests").status()).isEqualTo(200);

        assertThat(admin.patch("/users/" + userId, "{\"status\":\"suspended\"}").status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(phone.get("/auth/me").status()).isEqualTo(401);
            assertThat(phone.get("/media-requests").status()).isEqualTo(401);
            assertThat(phone.at(stack.authPort()).get("/auth/me").status()).isEqualTo(401);
            assertThat(phone.at(stack.mediaPort()).get("/media-requests").status())
                    .isEqualTo(401);
        });
        await().atMost(PATIENCE).until(stream::hasEnded);
        Answer signIn = stack.portal().post("/auth/login", """
                {"email":"%s","password":"%s"}
                """.formatted(EMAIL, PASSWORD));
        assertThat(signIn.status()).isEqualTo(403);
    }

    @Test
    @Order(8)
    void whatIsAskedWhileOverseerrIsDownIsSentOnceItIsBack() {
        assertThat(admin.patch("/users/" + userId, "{\"status\":\"active\"}").status())
                .isEqualTo(200);
        phone = stack.portal().signIn(EMAIL, PASSWORD, "Mia's phone");
        overseerr.server().goDown(Down.REFUSING);

        Answer search = phone.get("/media/search?query=fight");
        Answer created =
                phone.post("/media-requests", "{\"mediaType\":\"movie\",\"tmdbId\":\"550\",\"title\":\"Fight Club\"}");
        assertThat(search.status()).isEqualTo(503);
        assertThat(search.code()).isEqualTo("OVERSEERR_UNAVAILABLE");
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        String later = created.text("id");
        assertThat(admin.post("/media-requests/" + later + "/approve").status()).isEqualTo(200);
        assertThat(phone.get("/media-requests/" + later).text("status")).isEqualTo("approved");

        overseerr.server().comeBack();
        awaitStatus(later, "processing");
        assertThat(overseerr.requests().of(mia).stream()
                        .filter(request -> request.tmdbId() == 550)
                        .map(MediaRequest::id))
                .hasSize(1);
    }

    @Test
    @Order(9)
    void grandmaSignsInWithPlexAndAStrangerDoesNot() {
        PlexSimulator plex = stack.plex();
        plex.accounts().add(1_000_888, "grandma", "grandma@example.org", Set.of("1"));
        plex.library().addMovie(603);
        plex.accounts().add(1_000_999, "stranger", "stranger@example.org", Set.of());
        Answer started = stack.portal().post("/auth/plex/pins", "{\"device\":{\"name\":\"Tablet\"}}");
        assertThat(started.status()).as("%s", started).isEqualTo(201);
        assertThat(started.text("authUrl")).startsWith(plex.plexTv().baseUrl() + "/auth#?");
        plex.pins().approve(started.text("code"), 1_000_888);

        Answer signedIn = stack.portal().post("/auth/plex/pins/" + started.text("pinId") + "/complete");

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(signedIn.body().path("user").path("plexUsername").asText()).isEqualTo("grandma");
        Portal grandma = stack.portal().as(signedIn.text("accessToken"));
        assertThat(grandma.get("/media/search?query=matrix").status()).isEqualTo(200);
        seesTheLibraryThatIsSharedWithHer(grandma);
        assertThat(stack.portal()
                        .post("/auth/plex/pins/" + started.text("pinId") + "/complete")
                        .status())
                .isEqualTo(410);

        Answer another = stack.portal().post("/auth/plex/pins", "{}");
        plex.pins().approve(another.text("code"), 1_000_999);
        assertThat(stack.portal()
                        .post("/auth/plex/pins/" + another.text("pinId") + "/complete")
                        .code())
                .isEqualTo("NO_SERVER_ACCESS");
        assertThat(stack.logs()).doesNotContain(plex.accounts().get(1_000_888).token());
    }

    private static void seesTheLibraryThatIsSharedWithHer(Portal grandma) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(grandma.get("/library/1/items").items()).hasSize(1));
        assertThat(grandma.get("/library").items()).hasSize(1);
        assertThat(grandma.get("/library/2/items").status()).isEqualTo(404);
        String poster = grandma.get("/library/1/items")
                .items()
                .getFirst()
                .path("posterUrl")
                .asText();
        assertThat(stack.portal().pictureStatus(poster)).isEqualTo(200);
    }

    @Test
    @Order(10)
    void theAuditTrailTellsWhoDidWhatWithoutSecrets() {
        List<String> changes = stack.query("select actor_id || ' ' || table_name || ' ' || changes::text"
                + " from audit.change_log order by created_at, id");
        String adminId = admin.get("/auth/me").text("id");

        assertThat(changes)
                .anyMatch(change -> change.startsWith(adminId + " users ") && change.contains("suspended"))
                .anyMatch(change -> change.startsWith(adminId + " media_requests ") && change.contains("approved"))
                .anyMatch(change -> change.startsWith(userId + " media_requests "))
                .anyMatch(change -> change.contains("local_credentials") && change.contains("[redacted]"));
        assertThat(changes)
                .noneMatch(change -> change.contains(EMAIL))
                .noneMatch(change -> change.contains("$argon2"))
                .noneMatch(change -> change.contains(overseerr.apiKey()));
        assertThat(stack.logs())
                .doesNotContain(PASSWORD)
                .doesNotContain(overseerr.apiKey())
                .doesNotContain(stack.setupToken());
    }

    @Test
    @Order(11)
    void howServicesAreReachedIsTheAdminsBusiness() {
        Answer configs = admin.get("/service-configs");

        assertThat(configs.items())
                .filteredOn(config -> config.path("serviceName").asText().equals("overseerr"))
                .singleElement()
                .satisfies(config -> {
                    assertThat(config.path("serviceUrl").asText()).isEqualTo(overseerr.baseUrl());
                    assertThat(config.path("apiKeySet").asBoolean()).isTrue();
                });
        assertThat(configs.toString()).doesNotContain(overseerr.apiKey());
        assertThat(admin.post("/service-configs/overseerr/test")
                        .body()
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(phone.get("/service-configs").status()).isEqualTo(403);
    }

    @Test
    @Order(12)
    void everybodySeesWhatIsUp() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(phone.get("/services").items())
                        .filteredOn(service -> service.path("status").asText().equals("online"))
                        .extracting(service -> service.path("serviceName").asText())
                        .contains("gateway", "auth-service", "media-service", "youtube-service", "overseerr", "plex")
                        .contains("database", "redis", "kafka"));
        assertThat(stack.portal().get("/services").status()).isEqualTo(401);
    }

    /** A late one about the approval would find the film there already, and take the place of the lost one. */
    private static void awaitTheWebhooksOfTheApprovals() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(overseerr.webhooks().deliveries())
                    .filteredOn(delivery -> delivery.outcome() == Outcome.SENT)
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(stack.query("select id::text from media.parked_webhooks"))
                    .isEmpty();
        });
    }

    private static void awaitOnStream(String request, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stream.events())
                        .as("%s of %s on the stream", status, request)
                        .anySatisfy(event -> {
                            assertThat(event.name()).isEqualTo("media-request");
                            assertThat(event.id()).matches("[a-z.-]+-\\d+-\\d+");
                            assertThat(event.data().path("id").asText()).isEqualTo(request);
                            assertThat(event.data().path("status").asText()).isEqualTo(status);
                        }));
    }

    private static void awaitStatus(String request, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(phone.get("/media-requests/" + request).text("status"))
                                .isEqualTo(status));
    }

    private static List<String> sources(String request) {
        return phone.get("/media-requests/" + request + "/history").items().stream()
                .map(step -> step.path("source").asText())
                .toList();
    }

    private static String seasonStatus(int number) {
        JsonNode seasons = phone.get("/media-requests/" + series).body().path("seasons");
        return StreamSupport.stream(seasons.spliterator(), false)
                .filter(season -> season.path("number").asInt() == number)
                .map(season -> season.path("status").asText())
                .findFirst()
                .orElse("missing");
    }

    /** The statuses a request went through, in order, each once. */
    private static Set<String> steps(String request) {
        return phone.get("/media-requests/" + request + "/history").items().stream()
                .map(step -> step.path("to").asText())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
