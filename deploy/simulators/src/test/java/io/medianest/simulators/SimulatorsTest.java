package io.medianest.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorsTest {

    @TempDir
    private Path directory;

    @Test
    void demoHasPeopleAndALibraryInBoth() throws IOException {
        Files.writeString(directory.resolve("key"), "a-key\n");
        Map<String, String> environment = Map.of(
                "SEED",
                "demo",
                "OVERSEERR_API_KEY_FILE",
                directory.resolve("key").toString());

        try (Simulators simulators = start(environment)) {
            JsonObject addresses = simulators.addresses();
            JsonObject state = overseerr(addresses).json();
            JsonObject plex = new HttpCalls(addresses.getString("plex"), Map.of())
                    .get("/__control/state")
                    .json();
            HttpCalls api = new HttpCalls(addresses.getString("overseerr"), Map.of("X-Api-Key", "a-key"));

            assertThat(api.get("/api/v1/auth/me").status()).isEqualTo(200);
            assertThat(state.getJsonArray("users")).hasSize(4);
            assertThat(plex.getJsonArray("accounts")).hasSize(6);
            assertThat(state.getJsonArray("media")).hasSize(19);
            assertThat(count(plex.getJsonArray("items"), "movie")).isEqualTo(15);
            assertThat(count(plex.getJsonArray("items"), "season")).isEqualTo(5 + 2 + 1 + 3);
        }
    }

    @Test
    void approvedRequestsAreFulfilledAfterAWhile() {
        try (Simulators simulators = start(Map.of("FULFIL_AFTER_SECONDS", "1"))) {
            String key = "simulated-overseerr-api-key";
            HttpCalls api =
                    new HttpCalls(simulators.addresses().getString("overseerr") + "/api/v1", Map.of("X-Api-Key", key));
            JsonObject body =
                    new JsonObject("{\"mediaType\":\"tv\",\"mediaId\":1396,\"seasons\":[1,2],\"is4k\":false}");

            assertThat(api.post("/request", body).status()).isEqualTo(201);

            await().atMost(Duration.ofSeconds(8))
                    .until(() -> api.get("/request/1").json().getInteger("status") == 5);
        }
    }

    @Test
    void controlPortRulesThemAll() {
        try (Simulators simulators = start(Map.of("SEED", "demo"))) {
            JsonObject addresses = simulators.addresses();
            HttpCalls control = new HttpCalls(addresses.getString("control") + "/__control", Map.of());
            HttpCalls overseerr = new HttpCalls(addresses.getString("overseerr") + "/api/v1", Map.of());

            assertThat(control.get("/").json()).isEqualTo(addresses);
            control.post("/overseerr/movies/603/available");
            control.post("/overseerr/down", new JsonObject("{\"mode\":\"refusing\"}"));
            await().until(() -> !control.get("/overseerr/state").json().getBoolean("up"));
            assertThatThrownBy(() -> overseerr.get("/status")).isInstanceOf(RuntimeException.class);
            assertThat(control.post("/overseerr/up").status()).isEqualTo(204);
            assertThat(overseerr.get("/status").status()).isEqualTo(200);
            assertThat(count(items(control), "movie")).isEqualTo(16);
            control.post("/plextv/faults", new JsonObject("{\"kind\":\"status\",\"status\":503}"));
            assertThat(new HttpCalls(addresses.getString("plextv"), Map.of())
                            .get("/api/v2/user")
                            .status())
                    .isEqualTo(503);
            assertThat(control.post("/reset").status()).isEqualTo(204);
            assertThat(count(items(control), "movie")).isEqualTo(15);
        }
    }

    @Test
    void seedCanBeAFile() throws IOException {
        Path seed = Files.writeString(
                directory.resolve("seed.json"),
                "{\"accounts\":[{\"id\":7,\"username\":\"mia\",\"email\":\"mia@example.org\",\"sections\":[\"1\"]}]}");

        try (Simulators simulators = start(Map.of("SEED", seed.toString()))) {
            assertThat(overseerr(simulators.addresses()).json().getJsonArray("users"))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsWrongInTheEnvironmentIsNamed() {
        assertThatThrownBy(() -> start(Map.of("OVERSEERR_PORT", "many")))
                .hasMessage("MEDIANEST_SIMULATORS_OVERSEERR_PORT is not a number: many");
        assertThatThrownBy(() -> start(Map.of("OVERSEERR_API_KEY_FILE", "/nowhere")))
                .hasMessageContaining("MEDIANEST_SIMULATORS_OVERSEERR_API_KEY_FILE");
    }

    private static HttpCalls.Answer overseerr(JsonObject addresses) {
        return new HttpCalls(addresses.getString("overseerr"), Map.of()).get("/__control/state");
    }

    private static JsonArray items(HttpCalls control) {
        return control.get("/plex/state").json().getJsonArray("items");
    }

    private static long count(JsonArray items, String type) {
        return items.stream()
                .filter(item -> ((JsonObject) item).getString("type").equals(type))
                .count();
    }

    private static Simulators start(Map<String, String> environment) {
        Map<String, String> prefixed = new HashMap<>();
        environment.forEach((name, value) -> prefixed.put("MEDIANEST_SIMULATORS_" + name, value));
        return Simulators.start(new Settings(prefixed));
    }
}
