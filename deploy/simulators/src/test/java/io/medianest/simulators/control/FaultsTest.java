package io.medianest.simulators.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.overseerr.OverseerrOptions;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {

    private static OverseerrSimulator simulator;
    private HttpCalls calls;

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
        simulator.reset();
        simulator.options(OverseerrOptions.DEFAULT);
        calls = new HttpCalls(simulator.baseUrl() + "/api/v1", Map.of("X-Api-Key", simulator.apiKey()));
    }

    @Test
    void statusHitsSoManyRequestsOfThePath() {
        simulator.faults().add(Fault.status(503).on("GET", "/api/v1/movie/*").times(2));

        assertThat(calls.get("/movie/603").status()).isEqualTo(503);
        assertThat(calls.get("/auth/me").status()).isEqualTo(200);
        assertThat(calls.get("/movie/550").status()).isEqualTo(503);
        assertThat(calls.get("/movie/603").status()).isEqualTo(200);
        assertThat(simulator.faults().active()).isEmpty();
    }

    @Test
    void statusStaysUntilCleared() {
        simulator.faults().add(Fault.status(502).withBody("<html>Bad gateway</html>"));

        Answer answer = calls.get("/auth/me");
        calls.get("/auth/me");
        simulator.faults().clear();

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("<html>Bad gateway</html>");
        assertThat(answer.headers()).containsEntry("content-type", "text/html");
        assertThat(calls.get("/auth/me").status()).isEqualTo(200);
    }

    @Test
    void rateLimitSaysWhenToComeBack() {
        simulator.faults().add(Fault.rateLimited(7).times(1));

        Answer answer = calls.get("/auth/me");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers()).containsEntry("retry-after", "7");
    }

    @Test
    void latencyComesBeforeAnotherFault() {
        simulator.faults().add(Fault.latency(Duration.ofMillis(150)));
        simulator.faults().add(Fault.status(500).times(1));

        long start = System.nanoTime();
        int status = calls.get("/auth/me").status();

        assertThat(status).isEqualTo(500);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(145));
        assertThat(calls.get("/auth/me").status()).isEqualTo(200);
    }

    @Test
    void droppedRequestIsNotCarriedOut() {
        simulator.faults().add(Fault.drop().on("POST", "/api/v1/request").times(1));

        assertThatThrownBy(() -> calls.post("/request", movie(603))).hasRootCauseMessage("Connection reset");
        assertThat(simulator.requests().all()).isEmpty();
        assertThat(calls.post("/request", movie(603)).status()).isEqualTo(201);
    }

    @Test
    void droppedAnswerIsOfARequestThatWasCarriedOut() {
        simulator.faults().add(Fault.dropAnswer().on("POST", "/api/v1/request").times(1));

        assertThatThrownBy(() -> calls.post("/request", movie(603))).hasRootCauseMessage("Connection reset");
        assertThat(simulator.requests().all()).hasSize(1);
        assertThat(calls.post("/request", movie(603)).status()).isEqualTo(409);
    }

    @Test
    void hangingRequestIsNeverAnswered() {
        simulator.faults().add(Fault.hang().times(1));
        HttpRequest request = calls.request("GET", "/auth/me", null)
                .timeout(Duration.ofMillis(300))
                .build();

        assertThatThrownBy(() -> HttpCalls.send(request)).hasCauseInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.log().all()).singleElement().extracting("status").isNull();
    }

    @ParameterizedTest
    @EnumSource(Down.class)
    void downAndBackOnTheSamePortWithItsState(Down how) {
        calls.post("/request", movie(603));

        simulator.server().goDown(how);
        assertThat(simulator.server().isUp()).isFalse();
        if (how == Down.REFUSING) {
            assertThatThrownBy(() -> calls.get("/request/1")).hasCauseInstanceOf(ConnectException.class);
        } else {
            assertThatThrownBy(() -> calls.get("/request/1")).hasRootCauseMessage("Connection reset");
        }
        simulator.server().comeBack();

        assertThat(calls.get("/request/1").status()).isEqualTo(200);
    }

    @Test
    void csrfProtectionRefusesWrites() {
        simulator.options(OverseerrOptions.DEFAULT.withCsrfProtection(true));

        Answer answer = calls.post("/request", movie(603));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().getString("message")).isEqualTo("invalid csrf token");
        assertThat(calls.get("/auth/me").status()).isEqualTo(200);
    }

    @Test
    void twelveWritesAtOnceAreBearable() {
        List<CompletableFuture<HttpResponse<String>>> answers = writes(12, Duration.ofSeconds(10));

        answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
        assertThat(simulator.writes().mostConcurrentWrites()).isBetween(2, 12);
        assertThat(simulator.writes().isHung()).isFalse();
    }

    @Test
    void manyMoreWritesAtOnceHangItUntilItIsRestarted() {
        simulator.options(OverseerrOptions.DEFAULT.withWriteDelay(Duration.ofSeconds(1)));

        List<CompletableFuture<HttpResponse<String>>> answers = writes(32, Duration.ofSeconds(3));
        answers.forEach(answer -> assertThatThrownBy(answer::join).hasCauseInstanceOf(HttpTimeoutException.class));

        assertThat(simulator.writes().isHung()).isTrue();
        HttpRequest read = calls.request("GET", "/auth/me", null)
                .timeout(Duration.ofMillis(300))
                .build();
        assertThatThrownBy(() -> HttpCalls.send(read)).hasCauseInstanceOf(HttpTimeoutException.class);
        assertThat(calls.without("X-Api-Key").get("/settings/public").status()).isEqualTo(200);
        simulator.reset();
        assertThat(calls.get("/auth/me").status()).isEqualTo(200);
    }

    @Test
    void logKeepsWhatWasReceived() {
        calls.with("X-API-User", "1").post("/request?x=1", movie(603));

        LoggedRequest entry = simulator.log().all().getFirst();
        assertThat(entry.method()).isEqualTo("POST");
        assertThat(entry.path()).isEqualTo("/api/v1/request");
        assertThat(entry.query()).isEqualTo("x=1");
        assertThat(new JsonObject(entry.body())).isEqualTo(movie(603));
        assertThat(entry.header("X-Api-User")).isEqualTo("1");
        assertThat(entry.actingUser()).isEqualTo("1");
    }

    private List<CompletableFuture<HttpResponse<String>>> writes(int count, Duration timeout) {
        int[] films = {603, 604, 605, 550, 680, 13, 278, 238, 240, 424, 155, 272};
        return IntStream.range(0, count)
                .mapToObj(i -> calls.request(
                                "POST",
                                "/request",
                                movie(films[i % films.length]).encode())
                        .timeout(timeout)
                        .build())
                .map(request -> HttpCalls.client().sendAsync(request, BodyHandlers.ofString()))
                .toList();
    }

    private static JsonObject movie(int id) {
        return new JsonObject().put("mediaType", "movie").put("mediaId", id).put("is4k", false);
    }
}
