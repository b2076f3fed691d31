package io.medianest.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the dashboards to being whole. Whether their metrics exist is seen in a running stack. */
class DashboardsTest {
    private static final Path FOLDER = Manifests.ROOT.resolve("deploy/observability/dashboards");
    private static final Pattern LINKED = Pattern.compile("/d/([\\w-]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> dashboards = read();

    @Test
    void eachPanelSaysWhatItShowsInWhichUnit() {
        assertThat(dashboards).hasSizeGreaterThanOrEqualTo(6);
        panels().forEach(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(panel.path("title").asText())
                    .isNotBlank();
            assertThat(panel.path("targets").findValuesAsText("legendFormat")).isNotEmpty();
        });
    }

    @Test
    void whatIsLinkedToIsThere() {
        Set<String> linked = new TreeSet<>();
        dashboards
                .values()
                .forEach(dashboard -> dashboard.findValuesAsText("url").stream()
                        .map(LINKED::matcher)
                        .filter(Matcher::find)
                        .map(match -> match.group(1))
                        .forEach(linked::add));

        assertThat(linked).containsExactlyInAnyOrder("medianest-instance", "medianest-service");
        assertThat(dashboards.keySet()).containsAll(linked);
    }

    @Test
    void prometheusUnderstandsEachExpression(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(Manifests.has("promtool")).as("promtool is here").isTrue();
        List<Map<String, String>> rules = new ArrayList<>();
        panels().flatMap(panel -> panel.path("targets").findValuesAsText("expr").stream())
                .map(expression -> expression.replace("$__rate_interval", "5m"))
                .forEach(expression -> rules.add(Map.of("record", "panel:" + rules.size(), "expr", expression)));
        Path file = folder.resolve("rules.json");
        JSON.writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "panels", "rules", rules))));

        Process check = new ProcessBuilder("promtool", "check", "rules", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(said).isZero();
        assertThat(rules).hasSizeGreaterThan(40);
    }

    private Stream<JsonNode> panels() {
        return dashboards.values().stream()
                .flatMap(dashboard -> dashboard.path("panels").valueStream())
                .filter(panel -> !"row".equals(panel.path("type").asText()));
    }

    private static Map<String, JsonNode> read() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(DashboardsTest::json)
                    .collect(Collectors.toMap(
                            dashboard -> dashboard.path("uid").asText(),
                            dashboard -> dashboard,
                            (one, other) -> {
                                throw new AssertionError("Two dashboards are called " + one.path("uid"));
                            },
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
