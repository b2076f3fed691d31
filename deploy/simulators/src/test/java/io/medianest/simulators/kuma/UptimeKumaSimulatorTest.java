package io.medianest.simulators.kuma;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.simulators.kuma.Monitor.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UptimeKumaSimulatorTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final UptimeKumaSimulator kuma = UptimeKumaSimulator.start();

    @AfterEach
    void stop() {
        kuma.close();
        client.close();
    }

    @Test
    void metricsAreBehindTheKey() throws Exception {
        assertThat(get("/api/entry-page", "none").statusCode()).isEqualTo(200);
        assertThat(get("/metrics", "Bearer " + kuma.apiKey()).statusCode()).isEqualTo(401);
        assertThat(get("/metrics", basic(kuma.apiKey())).body())
                .contains("monitor_status{monitor_id=\"1\",monitor_name=\"Home page\",monitor_type=\"http\","
                        + "monitor_url=\"https://home.example\",monitor_hostname=\"null\",monitor_port=\"null\"} 1")
                .contains("monitor_hostname=\"router.example\",monitor_port=\"53\"");
    }

    @Test
    void itsMonitorsAreAsOneSays() throws Exception {
        kuma.set(kuma.monitors().getFirst().in(State.DOWN, -1));
        HttpRequest third = HttpRequest.newBuilder(URI.create(kuma.baseUrl() + "/__control/monitors/3"))
                .PUT(BodyPublishers.ofString("{\"name\":\"Printer\",\"state\":\"maintenance\"}"))
                .build();
        assertThat(client.send(third, BodyHandlers.discarding()).statusCode()).isEqualTo(204);

        String metrics = get("/metrics", basic(kuma.apiKey())).body();
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("monitor_status"))
                        .map(line -> line.replaceAll(".*} ", "")))
                .containsExactly("0", "1", "3");
        kuma.reset();
        assertThat(kuma.monitors()).hasSize(2);
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(kuma.baseUrl() + path))
                        .header("Authorization", authorization)
                        .build(),
                BodyHandlers.ofString());
    }

    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((":" + key).getBytes(StandardCharsets.UTF_8));
    }
}
