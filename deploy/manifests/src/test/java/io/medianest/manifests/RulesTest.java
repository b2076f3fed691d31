package io.medianest.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the alerts against what belongs to them. Whether they fire is {@code promtool}'s to say. After a change of
 * {@code deploy/observability/rules.yaml}, write the rules of the cluster anew:
 *
 * <pre>{@code mvn -pl deploy/manifests -am test -Dtest=RulesTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write}</pre>
 */
class RulesTest {
    private static final Path OBSERVABILITY = Manifests.ROOT.resolve("deploy/observability");
    private static final Path PRODUCTION = Manifests.ROOT.resolve("k8s/overlays/production");
    private static final Path RUNBOOKS = Manifests.ROOT.resolve("docs/runbooks.md");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (MediaNest\\w+)$");
    private static final Pattern TESTED = Pattern.compile("alertname=\"(\\w+)\"");
    private static final Pattern ALERT_AND_RUNBOOK =
            Pattern.compile("- alert: (\\w+)(?s:(?!- alert:).)*?runbook: docs/runbooks\\.md#(\\w+)");
    private static final String HEAD = """
            # Written from deploy/observability/rules.yaml by RulesTest; change it there.
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: medianest
            spec:
            """;

    @Test
    void theClusterHasTheSameRules() throws IOException {
        Path there = PRODUCTION.resolve("rules.yaml");
        String rules = rules();
        String expected = HEAD
                + rules.substring(rules.indexOf("groups:"))
                        .lines()
                        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
                        .collect(Collectors.joining());
        if (System.getProperty("reference.write") != null) {
            Files.writeString(there, expected);
        }

        assertThat(Files.readString(there)).isEqualTo(expected);
    }

    @Test
    void eachAlertHasItsRunbookAndEachRunbookItsAlert() throws IOException {
        String all = rules() + Files.readString(PRODUCTION.resolve("monitoring.yaml"));
        Set<String> alerts = found(ALERT, all);

        assertThat(found(HEADING, Files.readString(RUNBOOKS))).isEqualTo(alerts);
        assertThat(ALERT_AND_RUNBOOK.matcher(all).results())
                .hasSameSizeAs(alerts)
                .allSatisfy(match ->
                        assertThat(match.group(2)).isEqualTo(match.group(1).toLowerCase(Locale.ROOT)));
    }

    @Test
    void eachAlertIsSeenFiringInATest() throws IOException {
        assertThat(found(TESTED, Files.readString(OBSERVABILITY.resolve("rules-test.yaml"))))
                .containsAll(found(ALERT, rules()));
    }

    private static String rules() throws IOException {
        return Files.readString(OBSERVABILITY.resolve("rules.yaml"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
