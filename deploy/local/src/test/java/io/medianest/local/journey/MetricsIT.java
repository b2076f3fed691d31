package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards name metrics that there are: one that is called otherwise would be silent for good. */
@Tag("full")
class MetricsIT {
    private static final Path OBSERVABILITY =
            Path.of(System.getProperty("medianest.project.root"), "deploy/observability");
    private static final Pattern NAMED = Pattern.compile("\\b([a-z][a-z0-9_]*)\\{");
    private static final Pattern SHOWN = Pattern.compile("(?m)^([a-z][a-z0-9_]*)[{ ]");

    @Test
    void everyMetricOfTheAlertsAndDashboardsIsShown() throws IOException {
        Set<String> named = found(NAMED, Files.readString(OBSERVABILITY.resolve("rules.yaml")));
        try (Stream<Path> dashboards = Files.list(OBSERVABILITY.resolve("dashboards"))) {
            dashboards.forEach(dashboard -> named.addAll(found(NAMED, text(dashboard))));
        }
        // Prometheus makes these itself.
        named.removeAll(Set.of("up", "ALERTS"));
        assertThat(named).hasSizeGreaterThan(50);
        RunningStack stack = RunningStack.get();
        Portal person = stack.newPerson("watched");
        String request = person.post("/media-requests", "{\"tmdbId\":\"1891\",\"mediaType\":\"movie\"}")
                .text("id");
        assertThat(request).isNotEmpty();
        stack.admin().post("/media-requests/" + request + "/approve");
        person.post("/errors", """
                {"errorCode":"PLAYER_STALLED","errorMessage":"It stopped","requestPath":"/watch","requestMethod":"GET"}
                """);

        // Sums are shown once a minute.
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(shown(stack)).containsAll(named));
    }

    private static Set<String> shown(RunningStack stack) {
        Set<String> names = new TreeSet<>();
        for (URI metrics : stack.metrics()) {
            names.addAll(found(SHOWN, read(metrics)));
        }
        return names;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(URI address) {
        try (InputStream in = address.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
