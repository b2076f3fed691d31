package io.medianest.simulators.overseerr;

import static io.medianest.simulators.overseerr.OverseerrRequestsTest.movie;
import static io.medianest.simulators.overseerr.OverseerrRequestsTest.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverseerrControlTest {

    private static OverseerrSimulator simulator;
    private HttpCalls control;
    private HttpCalls owner;

    @BeforeAll
    static void start() {
        simulator = OverseerrSimulator.start(0);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        control = new HttpCalls(simulator.baseUrl() + "/__control", Map.of());
        owner = new HttpCalls(simulator.baseUrl() + "/api/v1", Map.of("X-Api-Key", simulator.apiKey()));
        assertThat(control.post("/reset").status()).isEqualTo(204);
        simulator.options(OverseerrOptions.DEFAULT);
    }

    @Test
    void usersAreAdded() {
        JsonObject mia = control.post(
                        "/users",
                        new JsonObject()
                                .put("plexId", 2002)
                                .put("username", "mia")
                                .put("email", "mia@example.org")
                                .put("permissions", Permission.REQUEST_MOVIE)
                                .put("movieQuota", new JsonObject("{\"limit\":3,\"days\":7}")))
                .json();
        JsonObject local = control.post(
                        "/users", new JsonObject("{\"username\":\"ben\",\"email\":\"ben@example.org\"}"))
                .json();
        control.post(
                "/plex-friends", new JsonObject("{\"plexId\":3,\"username\":\"noa\",\"email\":\"noa@example.org\"}"));
        owner.post("/user/import-from-plex", new JsonObject("{\"plexIds\":[\"3\"]}"));

        assertThat(mia.getInteger("id")).isEqualTo(2);
        assertThat(mia.getInteger("movieQuotaLimit")).isEqualTo(3);
        assertThat(local.getValue("plexId")).isNull();
        assertThat(control.get("/state").json().getJsonArray("users")).hasSize(4);
        assertThat(owner.with("X-API-User", "2")
                        .post("/request", series(1396, 1))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void stateAndLogShowWhoAskedForWhat() {
        simulator.users().addPlexUser(2002, "mia", "mia@example.org");
        owner.with("X-API-User", "2").post("/request", movie(603));

        JsonObject state = control.get("/state").json();
        JsonObject request = state.getJsonArray("requests").getJsonObject(0);
        JsonArray log = control.get("/log").array();

        assertThat(request.getJsonObject("requestedBy").getInteger("id")).isEqualTo(2);
        assertThat(state.getBoolean("up")).isTrue();
        assertThat(state.getJsonArray("media")).hasSize(1);
        assertThat(log).hasSize(1);
        assertThat(log.getJsonObject(0).getString("actingUser")).isEqualTo("2");
        assertThat(log.getJsonObject(0).getInteger("status")).isEqualTo(201);
        assertThat(log.getJsonObject(0).getJsonObject("headers").getString("x-api-user"))
                .isEqualTo("2");
        assertThat(control.delete("/log").status()).isEqualTo(204);
        assertThat(control.get("/log").array()).isEmpty();
    }

    @Test
    void requestsAndLibraryAreChanged() {
        simulator.users().addPlexUser(2002, "mia", "mia@example.org");
        HttpCalls asMia = owner.with("X-API-User", "2");
        asMia.post("/request", movie(603));
        asMia.post("/request", movie(550));
        asMia.post("/request", series(1396, 1, 2));
        asMia.post("/request", movie(13));

        control.post("/requests/1/approve");
        control.post("/requests/1/fail");
        control.post("/requests/2/decline");
        control.post("/tv/1396/available", new JsonObject("{\"seasons\":[1,2]}"));
        control.put("/requests/3/status", new JsonObject("{\"status\":9}"));
        control.delete("/requests/4");
        control.put("/media/movie/550/status", new JsonObject("{\"status\":6}"));

        assertThat(status(1)).isEqualTo(RequestStatus.FAILED);
        assertThat(status(2)).isEqualTo(RequestStatus.DECLINED);
        assertThat(status(3)).isEqualTo(9);
        assertThat(owner.get("/request/4").status()).isEqualTo(404);
        assertThat(asMia.post("/request", movie(550)).json().getString("message"))
                .contains("blocklisted");
        control.post("/movies/603/available");
        assertThat(status(1)).isEqualTo(RequestStatus.COMPLETED);
        control.delete("/media/movie/603");
        assertThat(simulator.library().find("movie", 603).orElseThrow().status())
                .isEqualTo(MediaStatus.DELETED);
    }

    @Test
    void webhookIsSetFaultedAndShown() throws IOException {
        try (Receiver receiver = new Receiver()) {
            control.put("/webhooks", new JsonObject().put("url", receiver.url()).put("authHeader", "secret"));
            control.post("/webhooks/faults", new JsonObject("{\"lose\":1}"));
            owner.post("/request", movie(603));
            owner.post("/request", movie(550));

            await().untilAsserted(() -> assertThat(control.get("/webhooks").array().stream()
                            .map(entry -> ((JsonObject) entry).getString("outcome")))
                    .containsExactly("LOST", "SENT"));
            assertThat(receiver.received().getFirst().authorization()).isEqualTo("secret");
        }
    }

    @Test
    void faultsAreSetShownAndCleared() {
        control.post("/faults", new JsonObject("{\"kind\":\"status\",\"status\":502,\"path\":\"/api/v1/movie/*\"}"));
        control.post(
                "/faults",
                new JsonObject(
                        "{\"kind\":\"status\",\"status\":429,\"retryAfterSeconds\":5,\"path\":\"/api/v1/tv/*\",\"times\":1}"));

        Answer limited = owner.get("/tv/1396");

        assertThat(owner.get("/movie/603").status()).isEqualTo(502);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers()).containsEntry("retry-after", "5");
        assertThat(control.get("/faults").array()).hasSize(1);
        control.delete("/faults");
        assertThat(owner.get("/movie/603").status()).isEqualTo(200);
        control.post("/faults", new JsonObject("{\"kind\":\"drop-answer\",\"method\":\"post\",\"times\":1}"));
        assertThatThrownBy(() -> owner.post("/request", movie(603))).hasRootCauseMessage("Connection reset");
        assertThat(simulator.requests().all()).hasSize(1);
    }

    @Test
    void itIsTakenDown() {
        assertThat(control.post("/down", new JsonObject("{\"mode\":\"refusing\"}"))
                        .status())
                .isEqualTo(204);
        await().until(() -> !simulator.server().isUp());

        assertThatThrownBy(() -> owner.get("/auth/me")).isInstanceOf(UncheckedIOException.class);
        simulator.server().comeBack();
        assertThat(owner.get("/auth/me").status()).isEqualTo(200);
    }

    @Test
    void optionsAreChanged() {
        JsonObject options = control.put(
                        "/options", new JsonObject("{\"product\":\"overseerr\",\"csrfProtection\":true}"))
                .json();

        assertThat(options.getString("product")).isEqualTo("OVERSEERR");
        assertThat(owner.post("/request", movie(603)).status()).isEqualTo(403);
    }

    @Test
    void mistakesAreToldApart() {
        assertThat(control.post("/faults", new JsonObject("{\"kind\":\"flood\"}"))
                        .status())
                .isEqualTo(400);
        assertThat(control.post("/movies/999999/available").status()).isEqualTo(400);
        assertThat(control.post("/requests/99/approve").json().getString("message"))
                .isEqualTo("No request 99");
        assertThat(control.post("/down", new JsonObject("{\"mode\":\"sideways\"}"))
                        .status())
                .isEqualTo(400);
    }

    private static int status(int id) {
        return simulator.requests().get(id).status();
    }
}
