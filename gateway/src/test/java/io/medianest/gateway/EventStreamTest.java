package io.medianest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.gateway.support.ServiceLog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@OnGateway
@Timeout(30)
class EventStreamTest {
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(4);

    @TestHTTPResource("/api/v1/media-requests/events")
    URI stream;

    private final String id = UUID.randomUUID().toString();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void eachEventArrivesWhenItIsSent() throws Exception {
        HttpResponse<InputStream> response = open();
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        try (BufferedReader events = reader(response)) {
            // Had anything been held back, this would wait for ever: the service sends no more by itself.
            assertThat(next(events)).isEqualTo("data: {\"n\":1}");
            ServiceLog.emit(id);
            assertThat(next(events)).isEqualTo("data: {\"n\":2}");
        }
    }

    @Test
    void aStreamOutlivesTheTimeOutsAsLongAsItIsAlive() throws Exception {
        try (BufferedReader events = reader(open())) {
            assertThat(next(events)).isEqualTo("data: {\"n\":1}");
            Instant end = Instant.now().plus(RESPONSE_TIMEOUT).plus(SILENCE);
            while (Instant.now().isBefore(end)) {
                Instant pause = Instant.now().plus(Duration.ofMillis(500));
                Awaitility.await().until(() -> Instant.now().isAfter(pause));
                ServiceLog.emit(id);
                assertThat(next(events)).isEqualTo("data: {\"n\":2}");
            }
        }
    }

    @Test
    void aStreamWithoutHeartbeatsIsGivenUp() throws Exception {
        HttpResponse<InputStream> response = open();
        Awaitility.await().until(() -> ServiceLog.state(id).equals("closed"));
        response.body().close();
    }

    private HttpResponse<InputStream> open() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .header("X-Correlation-Id", id)
                .build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    /** The data line of the next event. */
    private static String next(BufferedReader events) throws IOException {
        String line = events.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = events.readLine();
        }
        return String.valueOf(line);
    }
}
