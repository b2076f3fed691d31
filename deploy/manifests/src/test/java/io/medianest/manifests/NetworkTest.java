package io.medianest.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.medianest.manifests.Manifests.Workload;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may talk to whom: the arrows of the architecture and no others. */
class NetworkTest {
    private static final List<Manifests> ALL = Manifests.all();
    private static final Manifests BASE = ALL.getFirst();
    private static final String NAME = "app.kubernetes.io/name";
    private static final String STORE = "medianest.io/store";

    static Stream<Manifests> all() {
        return ALL.stream();
    }

    @Test
    void whatIsNotNamedIsRefused() {
        JsonNode spec = policy("default-deny").path("spec");
        assertThat(spec.path("podSelector")).isEmpty();
        assertThat(spec.path("policyTypes")).hasSize(2);
        assertThat(spec.path("ingress")).isEmpty();
        assertThat(spec.path("egress")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingThatRunsHasAPolicy(Manifests manifests) {
        List<JsonNode> policies = Stream.concat(
                        BASE.ofKind("NetworkPolicy").stream(), manifests.ofKind("NetworkPolicy").stream())
                .toList();
        for (Workload workload : manifests.workloads()) {
            assertThat(policies).as(workload.name()).anyMatch(it -> workload.selectedBy(it.at("/spec/podSelector")));
        }
    }

    @Test
    void servicesAreCalledByTheGatewayAndCallNoService() {
        Set<String> stores = Set.of("postgresql", "kafka", "valkey");
        for (String service : List.of("auth-service", "media-service", "youtube-service")) {
            assertThat(names(policy(service), "ingress", "from"))
                    .as(service)
                    .containsExactlyInAnyOrder("gateway", "monitor-service");
            assertThat(names(policy(service), "egress", "to")).as(service).isEqualTo(new TreeSet<>(stores));
        }
        assertThat(names(policy("database-runner"), "egress", "to")).containsExactly("postgresql");
        assertThat(names(policy("database-runner"), "ingress", "from")).isEmpty();
    }

    @Test
    void theMonitorReachesNothingOfServicesButTheirHealth() {
        assertThat(rules(policy("monitor-service"), "egress")
                        .filter(rule -> rule.at("/to/0/podSelector/matchLabels").has(NAME)))
                .hasSize(4)
                .allSatisfy(rule -> assertThat(rule.path("ports").valueStream())
                        .extracting(it -> it.path("port").asInt())
                        .containsExactly(9000));
    }

    @Test
    void whoGoesOutReachesNoMetadataAndNoOtherPods() {
        assertThat(BASE.ofKind("NetworkPolicy").stream()
                        .flatMap(it -> rules(it, "egress"))
                        .map(it -> it.at("/to/0/ipBlock"))
                        .filter(it -> it.has("cidr")))
                .hasSize(4)
                .allSatisfy(block -> assertThat(block.path("except").valueStream())
                        .extracting(JsonNode::asText)
                        .contains("169.254.0.0/16", "10.0.0.0/8"));
    }

    private static JsonNode policy(String name) {
        return BASE.ofKind("NetworkPolicy").stream()
                .filter(it -> it.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> rules(JsonNode policy, String direction) {
        return policy.path("spec").path(direction).valueStream();
    }

    /** The pods of this namespace that the rules name. */
    private static Set<String> names(JsonNode policy, String direction, String peers) {
        Set<String> names = new TreeSet<>();
        rules(policy, direction)
                .flatMap(it -> it.path(peers).valueStream())
                .filter(it -> !it.has("namespaceSelector"))
                .map(it -> it.at("/podSelector/matchLabels"))
                .forEach(labels -> Stream.of(NAME, STORE)
                        .filter(labels::has)
                        .forEach(label -> names.add(labels.path(label).asText())));
        return names;
    }
}
