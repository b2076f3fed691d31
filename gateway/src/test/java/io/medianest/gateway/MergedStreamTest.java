package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.gateway.support.ServiceLog;
import io.medianest.runtime.security.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Media has a stream here, monitor cannot be reached, and youtube is not part of the installation. */
@QuarkusTest
@OnGateway
@Timeout(30)
class MergedStreamTest {
    @TestHTTPResource("/api/v1/events")
    URI address;

    private final String id = UUID.randomUUID().toString();
    private final UUID user = UUID.randomUUID();
    private final HttpClient client = HttpClient.newHttpClient();
    private String token;

    @BeforeEach
    void somebodyIsSignedIn() {
        token = Tokens.get().of(user, Role.USER);
    }

    @Test
    void oneSourceIsHeardWhileAnotherIsAway() throws Exception {
        try (BufferedReader events = reader(open(null))) {
            List<String> heard = List.of(next(events), next(events));
            assertThat(heard).containsExactlyInAnyOrder("media=1 test {\"n\":1}", "- away {\"source\":\"monitor\"}");
            ServiceLog.emit(id);
            assertThat(next(events)).isEqualTo("media=2 test {\"n\":2}");
        }
        Awaitility.await().until(() -> ServiceLog.state(id).equals("closed"));
    }

    @Test
    void aSourceThatEndsIsOpenedAgainWhereItWas() throws Exception {
        try (BufferedReader events = reader(open(null))) {
            assertThat(ofMedia(events)).isEqualTo("media=1 test {\"n\":1}");
            ServiceLog.emit(id);
            assertThat(ofMedia(events)).isEqualTo("media=2 test {\"n\":2}");
            ServiceLog.end(id);
            assertThat(ofMedia(events)).isEqualTo("media=1 test {\"n\":1,\"after\":\"2\"}");
        }
    }

    @Test
    void aPlaceWithoutAnEventIsPassedOnAndResumed() throws Exception {
        try (BufferedReader events = reader(open(null))) {
            assertThat(ofMedia(events)).isEqualTo("media=1 test {\"n\":1}");
            ServiceLog.move(id);
            String line = events.readLine();
            while (!"id: media=9".equals(line)) {
                assertThat(line).isNotNull();
                line = events.readLine();
            }
            ServiceLog.end(id);
            assertThat(ofMedia(events)).isEqualTo("media=1 test {\"n\":1,\"after\":\"9\"}");
        }
    }

    @Test
    void aClientResumesEachSourceWhereItWas() throws Exception {
        try (BufferedReader events = reader(open("media=medianest.media-requests-0-7,monitor=9"))) {
            assertThat(ofMedia(events)).endsWith("{\"n\":1,\"after\":\"medianest.media-requests-0-7\"}");
        }
    }

    @Test
    void aSourceWhereNobodyKnowsWhatWasMissedIsReadAnew() throws Exception {
        try (BufferedReader events = reader(open("monitor=9"))) {
            assertThat(ofMedia(events)).isEqualTo("- reset {\"source\":\"media\"}");
            assertThat(ofMedia(events)).isEqualTo("media=1,monitor=9 test {\"n\":1}");
        }
    }

    @Test
    void itEndsWithItsToken() throws Exception {
        Instant end = Instant.now().plusSeconds(2);
        token = Tokens.get().of(user, Role.USER, claims -> claims.expirationTime(Date.from(end)));
        try (BufferedReader events = reader(open(null))) {
            String line = events.readLine();
            while (line != null) {
                line = events.readLine();
            }
        }
        assertThat(Instant.now()).isAfterOrEqualTo(end.minusSeconds(1));
    }

    @Test
    void nobodyHasMoreThanFiveOpen() throws Exception {
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            streams.add(open(null));
        }
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/events")
                .then()
                .statusCode(429)
                .body("code", equalTo("TOO_MANY_STREAMS"));
        for (HttpResponse<InputStream> stream : streams) {
            stream.body().close();
        }
        Awaitility.await().until(() -> {
            HttpResponse<InputStream> another = open(null);
            another.body().close();
            return another.statusCode() == 200;
        });
    }

    @Test
    void whoDoesNotReadIsLetGoAndLeavesItsPlace() throws Exception {
        List<HttpResponse<InputStream>> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(open(null));
        }
        String slow = UUID.randomUUID().toString();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nX-Correlation-Id: %s\r\n\r\n"
                            .formatted(address.getPath(), address.getAuthority(), token, slow)
                            .getBytes(UTF_8));
            Awaitility.await().until(() -> ServiceLog.state(slow).equals("running"));
            assertThat(open(null).statusCode()).isEqualTo(429);

            ServiceLog.flood(slow);

            Awaitility.await().until(() -> ServiceLog.state(slow).equals("closed"));
            Awaitility.await().untilAsserted(() -> assertThat(opened(others)).isEqualTo(200));
            // Fails with a time-out if the connection is still open.
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isLessThan(10_000_000);
        } finally {
            for (HttpResponse<InputStream> other : others) {
                other.body().close();
            }
        }
    }

    private int opened(List<HttpResponse<InputStream>> others) throws IOException, InterruptedException {
        HttpResponse<InputStream> another = open(null);
        others.add(another);
        return another.statusCode();
    }

    @Test
    void strangersHearNothing() {
        given().get("/api/v1/events").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        given().header("Authorization", "Bearer x").get("/api/v1/events").then().statusCode(401);
        given().post("/api/v1/events").then().statusCode(405).header("Allow", "GET");
    }

    private HttpResponse<InputStream> open(String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("X-Correlation-Id", id);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    private static String ofMedia(BufferedReader events) throws IOException {
        String event = next(events);
        while (event.contains("\"monitor\"")) {
            event = next(events);
        }
        return event;
    }

    /** Id, name and data of the next event. */
    private static String next(BufferedReader events) throws IOException {
        String id = "-";
        String name = "";
        String line = events.readLine();
        while (line != null && !line.startsWith("data: ")) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            }
            line = events.readLine();
        }
        return line == null ? "the end" : id + " " + name + " " + line.substring(6);
    }
}
