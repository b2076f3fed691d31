package io.medianest.simulators.plex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.medianest.simulators.control.Fault;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlexTvTest {

    private static PlexSimulator simulator;
    private HttpCalls calls;

    @BeforeAll
    static void start() {
        simulator = PlexSimulator.start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
        calls = new HttpCalls(
                simulator.plexTv().baseUrl() + "/api/v2",
                Map.of(
                        "X-Plex-Client-Identifier",
                        "medianest-test",
                        "X-Plex-Product",
                        "MediaNest",
                        "Accept",
                        "application/json"));
    }

    @Test
    void strongPinIsLongAndLivesHalfAnHour() {
        Answer answer = calls.post("/pins?strong=true");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().getInteger("id")).isPositive();
        assertThat(answer.json().getString("code")).hasSize(25);
        assertThat(answer.json().getInteger("expiresIn")).isBetween(1790, 1800);
        assertThat(answer.json().getString("product")).isEqualTo("MediaNest");
        assertThat(answer.json().getValue("authToken")).isNull();
        assertThat(calls.post("/pins").json().getString("code")).hasSize(4);
    }

    @Test
    void pinHasATokenOnceItsUserApproved() {
        JsonObject pin = calls.post("/pins?strong=true").json();
        String path = "/pins/" + pin.getInteger("id");

        assertThat(calls.get(path).json().getValue("authToken")).isNull();
        simulator.pins().approve(pin.getString("code"), PlexSimulator.OWNER);

        JsonObject approved = poll(path).json();
        assertThat(approved.getString("authToken")).isEqualTo(simulator.owner().token());
    }

    @Test
    void askingMoreThanOnceASecondIsTooMuch() {
        String path = "/pins/" + calls.post("/pins?strong=true").json().getInteger("id");

        calls.get(path);
        Answer hasty = calls.get(path);

        assertThat(hasty.status()).isEqualTo(429);
        assertThat(hasty.headers()).containsEntry("retry-after", "1");
        assertThat(poll(path).status()).isEqualTo(200);
    }

    @Test
    void pinIsForItsClientAndItsTimeOnly() {
        int id = calls.post("/pins?strong=true").json().getInteger("id");

        assertThat(calls.with("X-Plex-Client-Identifier", "other")
                        .get("/pins/" + id)
                        .status())
                .isEqualTo(404);
        simulator.pins().expire(id);
        Answer expired = calls.get("/pins/" + id);

        assertThat(expired.status()).isEqualTo(404);
        assertThat(expired.json().getJsonArray("errors").getJsonObject(0).getInteger("code"))
                .isEqualTo(1020);
        assertThat(calls.without("X-Plex-Client-Identifier")
                        .post("/pins?strong=true")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void userIsFoundByTokenInTheHeader() {
        HttpCalls owner = calls.with("X-Plex-Token", simulator.owner().token());

        JsonObject user = owner.get("/user").json();

        assertThat(user.getInteger("id")).isEqualTo(PlexSimulator.OWNER);
        assertThat(user.fieldNames()).contains("uuid", "username", "email", "title", "thumb");
        assertThat(calls.get("/user").status()).isEqualTo(401);
        assertThat(calls.with("X-Plex-Token", "wrong").get("/user").status()).isEqualTo(401);
        assertThat(calls.get("/user?X-Plex-Token=" + simulator.owner().token()).status())
                .isEqualTo(401);
        simulator.accounts().revokeTokens(PlexSimulator.OWNER);
        assertThat(owner.get("/user").status()).isEqualTo(401);
    }

    @Test
    void failureProvesNothingAboutTheToken() {
        HttpCalls owner = calls.with("X-Plex-Token", simulator.owner().token());
        simulator
                .plexTv()
                .faults()
                .add(Fault.status(503).on("GET", "/api/v2/user").times(1));

        assertThat(owner.get("/user").status()).isEqualTo(503);
        assertThat(owner.get("/user").status()).isEqualTo(200);
    }

    @Test
    void resourcesShowWhoMayUseTheServer() {
        PlexAccount friend = simulator.accounts().add(2002, "mia", "mia@example.org", Set.of("1"));
        PlexAccount stranger = simulator.accounts().add(3003, "noa", "noa@example.org", Set.of());

        List<JsonObject> own = resources(simulator.owner());
        List<JsonObject> shared = resources(friend);

        assertThat(server(own).getBoolean("owned")).isTrue();
        assertThat(server(shared).getBoolean("owned")).isFalse();
        assertThat(server(shared).getString("clientIdentifier")).isEqualTo(PlexSimulator.MACHINE_IDENTIFIER);
        assertThat(server(shared).getString("accessToken")).isEqualTo(friend.serverToken());
        assertThat(server(shared).getJsonArray("connections").getJsonObject(0).getString("uri"))
                .isEqualTo(simulator.server().baseUrl());
        assertThat(own)
                .anySatisfy(
                        resource -> assertThat(resource.getString("provides")).doesNotContain("server"));
        assertThat(resources(stranger))
                .noneSatisfy(
                        resource -> assertThat(resource.getString("provides")).isEqualTo("server"));
        simulator.accounts().share(friend.id(), Set.of());
        assertThat(resources(friend)).hasSize(1);
    }

    @Test
    void answersAreXmlUnlessJsonIsAskedFor() {
        Answer answer = calls.without("Accept").post("/pins?strong=true");

        assertThat(answer.headers()).containsEntry("content-type", "application/xml");
        assertThat(answer.body()).contains("<pin id=").doesNotContain("authToken");
    }

    @Test
    void signInPageOffersTheAccounts() {
        Answer page = new HttpCalls(simulator.plexTv().baseUrl(), Map.of()).get("/auth");

        assertThat(page.body()).contains("data-account=\"" + PlexSimulator.OWNER + "\"");
    }

    private List<JsonObject> resources(PlexAccount account) {
        return calls
                .with("X-Plex-Token", account.token())
                .get("/resources?includeHttps=1&includeRelay=1")
                .array()
                .stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static JsonObject server(List<JsonObject> resources) {
        return resources.stream()
                .filter(resource -> resource.getString("provides").equals("server"))
                .findFirst()
                .orElseThrow();
    }

    private Answer poll(String path) {
        return await().atMost(Duration.ofSeconds(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> calls.get(path), answer -> answer.status() != 429);
    }
}
