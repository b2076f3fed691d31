package io.medianest.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.medianest.manifests.Manifests.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How everything that runs is run. */
class PolicyTest {
    private static final List<Manifests> ALL = Manifests.all();
    private static final Map<String, Integer> UNITS = Map.of("Mi", 1, "Gi", 1024);
    private static final int TWO_GIGABYTES = 2048;

    static Stream<Manifests> all() {
        return ALL.stream();
    }

    @Test
    void everyServiceIsThere() {
        assertThat(ALL.getFirst().ofKind("Deployment"))
                .extracting(it -> it.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(
                        "auth-service", "media-service", "youtube-service", "monitor-service", "gateway");
    }

    @ParameterizedTest
    @MethodSource("all")
    void nobodyIsRootOrHoldsAToken(Manifests manifests) {
        for (Workload workload : manifests.workloads()) {
            JsonNode context = workload.pod().path("securityContext");
            assertThat(context.path("runAsNonRoot").asBoolean())
                    .as(workload.name())
                    .isTrue();
            assertThat(context.path("runAsUser").asInt()).as(workload.name()).isPositive();
            assertThat(context.at("/seccompProfile/type").asText())
                    .as(workload.name())
                    .isEqualTo("RuntimeDefault");
            assertThat(workload.pod().path("automountServiceAccountToken").asBoolean(true))
                    .as(workload.name())
                    .isFalse();
        }
        assertThat(manifests.ofKind("ServiceAccount"))
                .allMatch(it -> !it.path("automountServiceAccountToken").asBoolean(true));
    }

    @ParameterizedTest
    @MethodSource("all")
    void containersAreConfinedAndBounded(Manifests manifests) {
        for (Workload workload : manifests.workloads()) {
            for (JsonNode container : workload.containers()) {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("readOnlyRootFilesystem").asBoolean())
                        .as(workload.name())
                        .isTrue();
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                        .as(workload.name())
                        .isFalse();
                assertThat(context.at("/capabilities/drop/0").asText())
                        .as(workload.name())
                        .isEqualTo("ALL");
                for (String bound : List.of("requests", "limits")) {
                    assertThat(container.at("/resources/" + bound).propertyStream())
                            .as(workload.name())
                            .extracting(Map.Entry::getKey)
                            .contains("cpu", "memory");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatLastsIsProbedAndKeptFromLeavingAllAtOnce(Manifests manifests) {
        for (Workload workload : manifests.workloads()) {
            if (workload.lasting()) {
                for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                    assertThat(workload.containers().getFirst().has(probe))
                            .as(workload.name() + " " + probe)
                            .isTrue();
                }
                assertThat(manifests.ofKind("PodDisruptionBudget"))
                        .as(workload.name())
                        .anyMatch(it -> workload.selectedBy(it.at("/spec/selector")));
            }
            if (workload.kind().equals("Deployment")) {
                assertThat(workload.pod().path("topologySpreadConstraints"))
                        .as(workload.name())
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyVersionIsSaid(Manifests manifests) {
        assertThat(manifests.documents())
                .allSatisfy(it -> assertThat(it.toString()).doesNotContain(":latest\""));
        if (manifests.rendered()) {
            assertThat(manifests.workloads())
                    .flatExtracting(Workload::containers)
                    .extracting(it -> it.path("image").asText())
                    .allMatch(image -> image.matches("[a-z/-]+:[0-9][0-9a-z.-]*"));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void secretsAreNamedNeverWritten(Manifests manifests) {
        assertThat(manifests.ofKind("Secret")).isEmpty();
        for (Workload workload : manifests.workloads()) {
            for (JsonNode container : workload.containers()) {
                assertThat(container.path("env").valueStream())
                        .filteredOn(it -> it.path("name").asText().matches(".*(PASSWORD|SECRET|TOKEN|KEY)"))
                        .allMatch(it -> it.at("/valueFrom/secretKeyRef/name").isTextual());
            }
        }
    }

    /** With the largest Job that can run beside them. Limits are higher: not all need theirs at once. */
    @Test
    void oneComputerNeedsTwoGigabytes() {
        Manifests single = ALL.get(1);
        List<Workload> workloads = Stream.concat(
                        single.workloads().stream(),
                        single.rendered() ? Stream.empty() : ALL.getFirst().workloads().stream())
                .toList();
        int lasting = workloads.stream()
                .filter(Workload::lasting)
                .mapToInt(PolicyTest::requested)
                .sum();
        int job = workloads.stream()
                .filter(it -> !it.lasting())
                .mapToInt(PolicyTest::requested)
                .max()
                .orElse(0);
        assertThat(lasting).isPositive();
        assertThat(lasting + job).isLessThanOrEqualTo(TWO_GIGABYTES);
    }

    private static int requested(Workload workload) {
        return workload.pod()
                .path("containers")
                .valueStream()
                .map(it -> it.at("/resources/requests/memory").asText())
                .mapToInt(it -> Integer.parseInt(it.substring(0, it.length() - 2))
                        * UNITS.getOrDefault(it.substring(it.length() - 2), Integer.MAX_VALUE))
                .sum();
    }
}
