package io.medianest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bench measures something of everything; how much is not asked here. */
@Tag("full")
class BenchIT {
    @Test
    void measuresEverything() throws Exception {
        Path project = Path.of(System.getProperty("medianest.project.root"));
        assertThat(Main.run(project, List.of("--quick", "--rows", "11000"))).isZero();
        JsonNode report = new ObjectMapper().readTree(Files.readString(project.resolve("target/bench/bench.json")));
        assertThat(report.path("machine").path("processors").asInt()).isPositive();
        assertThat(report.path("figures").findValuesAsText("group"))
                .contains(
                        "idle after the start",
                        "start",
                        "list at 200/s",
                        "list of 20",
                        "new request",
                        "events at 200 writes/s",
                        "suspension",
                        "limits",
                        "token",
                        "sign-in",
                        "event streams",
                        "one event to all streams",
                        "library of 20,000",
                        "queue of videos",
                        "progress of downloads",
                        "uptimes",
                        "watching services",
                        "moderator's search");
        assertThat(report.path("figures").findValues("value"))
                .allSatisfy(value -> assertThat(value.isNumber()).isTrue());
        assertThat(Files.readString(project.resolve("target/bench/bench.md"))).contains("| figure | value |");
    }
}
