package io.medianest.simulators.overseerr;

import static io.medianest.simulators.overseerr.OverseerrRequestsTest.movie;
import static io.medianest.simulators.overseerr.OverseerrRequestsTest.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.medianest.simulators.overseerr.Delivery.Outcome;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverseerrWebhooksTest {

    private static OverseerrSimulator simulator;
    private Receiver receiver;
    private HttpCalls owner;
    private HttpCalls asUser;

    @BeforeAll
    static void start() {
        simulator = OverseerrSimulator.start(0);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() throws IOException {
        simulator.reset();
        simulator.options(OverseerrOptions.DEFAULT.withWriteDelay(Duration.ZERO));
        receiver = new Receiver();
        owner = new HttpCalls(simulator.baseUrl() + "/api/v1", Map.of("X-Api-Key", simulator.apiKey()));
        OverseerrUser mia = simulator.users().addPlexUser(2002, "mia", "mia@example.org");
        asUser = owner.with("X-API-User", "" + mia.id());
        simulator.webhooks().register(receiver.url(), "Bearer hook-secret");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void pendingRequestIsToldWithStringsOnly() {
        int id = asUser.post("/request", series(1396, 1, 2)).json().getInteger("id");

        awaitTypes("MEDIA_PENDING");
        JsonObject body = receiver.received().getFirst().body();
        assertThat(receiver.received().getFirst().authorization()).isEqualTo("Bearer hook-secret");
        assertThat(body.getString("event")).isEqualTo("New Series Request");
        assertThat(body.getString("subject")).isEqualTo("Breaking Bad (2008)");
        assertThat(body.getString("message")).isNotBlank();
        assertThat(body.getString("image")).startsWith("https://image.tmdb.org/");
        assertThat(body.getJsonObject("media"))
                .isEqualTo(new JsonObject()
                        .put("media_type", "tv")
                        .put("tmdbId", "1396")
                        .put("tvdbId", "81189")
                        .put("status", "PENDING")
                        .put("status4k", "UNKNOWN"));
        assertThat(body.getJsonObject("request").getString("request_id")).isEqualTo("" + id);
        assertThat(body.getJsonObject("request").getString("requestedBy_email")).isEqualTo("mia@example.org");
        assertThat(body.getJsonObject("request").getString("requestedBy_username"))
                .isEqualTo("mia");
        assertThat(body.getJsonArray("extra").getJsonObject(0).getString("value"))
                .isEqualTo("1, 2");
        assertThat(body.containsKey("issue")).isTrue();
        assertThat(body.getValue("issue")).isNull();
        assertThat(body.getValue("comment")).isNull();
    }

    @Test
    void everyStepIsTold() {
        int film = asUser.post("/request", movie(603)).json().getInteger("id");
        int other = asUser.post("/request", movie(550)).json().getInteger("id");
        owner.post("/request", movie(13));
        owner.post("/request/" + film + "/approve");
        owner.post("/request/" + other + "/decline");
        simulator.requests().fail(film, Product.SEERR);
        simulator.library().addMovie(603);

        awaitTypes(
                "MEDIA_PENDING",
                "MEDIA_PENDING",
                "MEDIA_AUTO_APPROVED",
                "MEDIA_APPROVED",
                "MEDIA_DECLINED",
                "MEDIA_FAILED",
                "MEDIA_AVAILABLE");
        JsonObject available = receiver.received().getLast().body();
        assertThat(available.getJsonObject("media").getString("tvdbId")).isEmpty();
        assertThat(available.getJsonObject("media").getString("status")).isEqualTo("AVAILABLE");
        assertThat(available.getJsonArray("extra")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void seriesIsToldOnceAllItsRequestedSeasonsAreThere(Product product) {
        simulator.options(simulator.options().withProduct(product));
        int id = owner.post("/request", series(1396, 1, 2)).json().getInteger("id");

        simulator.library().addSeasons(1396, List.of(1));
        JsonObject partly = owner.get("/request/" + id).json();
        simulator.library().addSeasons(1396, List.of(2));

        awaitTypes("MEDIA_AUTO_APPROVED", "MEDIA_AVAILABLE");
        JsonObject all = owner.get("/request/" + id).json();
        assertThat(receiver.received().getLast().body().getJsonObject("media").getString("status"))
                .isEqualTo("PARTIALLY_AVAILABLE");
        assertThat(partly.getInteger("status")).isEqualTo(RequestStatus.APPROVED);
        assertThat(partly.getJsonObject("media").getJsonArray("seasons")).hasSize(1);
        assertThat(all.getInteger("status"))
                .isEqualTo(product == Product.SEERR ? RequestStatus.COMPLETED : RequestStatus.APPROVED);
        assertThat(all.getJsonObject("media").getInteger("status")).isEqualTo(MediaStatus.PARTIALLY_AVAILABLE);
    }

    @Test
    void partlyAvailableSeriesDoesNotCountAsModified() {
        int id = owner.post("/request", series(1396, 1, 2)).json().getInteger("id");
        String before = owner.get("/request/" + id).json().getString("updatedAt");

        simulator.library().addSeasons(1396, List.of(1));

        assertThat(owner.get("/request/" + id).json().getString("updatedAt")).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void removalIsNeverTold(Product product) {
        simulator.options(simulator.options().withProduct(product));
        int id = owner.post("/request", movie(603)).json().getInteger("id");
        simulator.library().addMovie(603);

        simulator.library().remove("movie", 603);

        awaitTypes("MEDIA_AUTO_APPROVED", "MEDIA_AVAILABLE");
        assertThat(owner.get("/request/" + id).json().getJsonObject("media").getInteger("status"))
                .isEqualTo(product == Product.SEERR ? MediaStatus.DELETED : MediaStatus.UNKNOWN);
        assertThat(simulator.webhooks().deliveries()).hasSize(2);
    }

    @Test
    void pendingRequestWhoseFilmTurnsUpIsApprovedFirst() {
        asUser.post("/request", movie(603));

        simulator.library().addMovie(603);

        awaitTypes("MEDIA_PENDING", "MEDIA_APPROVED", "MEDIA_AVAILABLE");
        assertThat(simulator.requests().get(1).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void unknownNumbersCanBeSet() {
        int id = owner.post("/request", movie(603)).json().getInteger("id");

        simulator.requests().setStatus(id, 42);
        simulator.library().setStatus("movie", 603, 77);

        JsonObject request = owner.get("/request/" + id).json();
        assertThat(request.getInteger("status")).isEqualTo(42);
        assertThat(request.getJsonObject("media").getInteger("status")).isEqualTo(77);
    }

    @Test
    void webhooksAreLostRepeatedAndReordered() {
        simulator.webhooks().loseNext(1);
        asUser.post("/request", movie(603));
        simulator.webhooks().repeatNext(1);
        owner.post("/request/1/approve");
        simulator.webhooks().reorderNext(2);
        owner.post("/request", movie(550));
        simulator.library().addMovie(550);

        awaitTypes("MEDIA_APPROVED", "MEDIA_APPROVED", "MEDIA_AVAILABLE", "MEDIA_AUTO_APPROVED");
        await().untilAsserted(() -> assertThat(simulator.webhooks().deliveries())
                .extracting(Delivery::outcome)
                .containsExactlyInAnyOrder(
                        Outcome.LOST,
                        Outcome.SENT,
                        Outcome.SENT,
                        Outcome.HELD,
                        Outcome.HELD,
                        Outcome.SENT,
                        Outcome.SENT));
        assertThat(simulator.webhooks().deliveries().getFirst().payload()).isNotNull();
    }

    @Test
    void webhookCanComeBeforeTheAnswer() {
        simulator.webhooks().beforeAnswer(true);
        simulator.webhooks().delay(Duration.ofMillis(50));

        asUser.post("/request", movie(603));

        assertThat(receiver.types()).containsExactly("MEDIA_PENDING");
    }

    @Test
    void unreachableReceiverIsNotTriedAgain() {
        receiver.close();

        asUser.post("/request", movie(603));

        await().untilAsserted(() -> assertThat(simulator.webhooks().deliveries())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.outcome()).isEqualTo(Outcome.FAILED);
                    assertThat(delivery.error()).isNotBlank();
                }));
    }

    @Test
    void receiverIsRegisteredAndTested() {
        String template = "{\"kind\":\"{{notification_type}}\",\"{{media}}\":{\"id\":\"{{media_tmdbid}}\"},"
                + "\"{{request}}\":{\"id\":\"{{request_id}}\"},\"{{extra}}\":[]}";
        JsonObject settings = settings(Json.encode(template));

        Answer tested = owner.post("/settings/notifications/webhook/test", settings);
        Answer registered = owner.post("/settings/notifications/webhook", settings);
        asUser.post("/request", movie(603));

        assertThat(tested.status()).isEqualTo(204);
        assertThat(registered.status()).isEqualTo(200);
        await().until(() -> receiver.received().size() == 2);
        assertThat(receiver.received().getFirst().body())
                .isEqualTo(new JsonObject(
                        "{\"kind\":\"TEST_NOTIFICATION\",\"media\":null,\"request\":null,\"extra\":[]}"));
        assertThat(receiver.received().get(1).body())
                .isEqualTo(
                        new JsonObject(
                                "{\"kind\":\"MEDIA_PENDING\",\"media\":{\"id\":\"603\"},\"request\":{\"id\":\"1\"},\"extra\":[]}"));
        assertThat(owner.get("/settings/notifications/webhook").json().getInteger("types"))
                .isEqualTo(222);
    }

    @Test
    void templateThatIsNotJsonTwiceIsTakenAndNeverSent() {
        Answer registered = owner.post("/settings/notifications/webhook", settings("{\"a\":\"b\"}"));
        asUser.post("/request", movie(603));

        assertThat(registered.status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(simulator.webhooks().deliveries())
                .extracting(Delivery::outcome)
                .containsExactly(Outcome.FAILED));
        assertThat(owner.post("/settings/notifications/webhook", settings("{")).status())
                .isEqualTo(500);
        assertThat(asUser.post("/settings/notifications/webhook", settings("\"{}\""))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyTheChosenTypesAreSent() {
        owner.post(
                "/settings/notifications/webhook",
                settings(WebhookTemplate.DEFAULT_PAYLOAD).put("types", 8));
        owner.post("/request", movie(603));
        simulator.library().addMovie(603);

        awaitTypes("MEDIA_AVAILABLE");
    }

    private JsonObject settings(String payload) {
        return new JsonObject()
                .put("enabled", true)
                .put("types", 222)
                .put(
                        "options",
                        new JsonObject()
                                .put("webhookUrl", receiver.url())
                                .put("authHeader", "Bearer hook-secret")
                                .put("jsonPayload", payload));
    }

    private void awaitTypes(String... types) {
        await().untilAsserted(() -> assertThat(receiver.types()).containsExactly(types));
    }
}
