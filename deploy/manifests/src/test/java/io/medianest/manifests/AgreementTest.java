package io.medianest.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.medianest.manifests.Manifests.Workload;
import io.medianest.stores.jvm.JvmProfile;
import io.medianest.stores.jvm.JvmRole;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the manifests say of the code is what the code says. */
class AgreementTest {
    private static final List<Manifests> ALL = Manifests.all();

    @Test
    void topicsOfTheClusterAreTheDeclaredOnes() {
        assertThat(ALL.getLast().ofKind("KafkaTopic"))
                .extracting(it -> "%s %d %d %s %s"
                        .formatted(
                                it.at("/metadata/name").asText(),
                                it.at("/spec/partitions").asInt(),
                                it.at("/spec/replicas").asInt(),
                                it.at("/spec/config").path("retention.ms").asText(),
                                it.at("/spec/config").path("segment.ms").asText()))
                .containsExactlyInAnyOrderElementsOf(Topics.all().stream()
                        .map(it -> "%s %d %d %s".formatted(it.name(), it.partitions(), it.replicas(), times(it)))
                        .toList());
    }

    @Test
    void topicsOfOneComputerAreTheDeclaredOnes() throws IOException {
        assertThat(Files.readAllLines(Manifests.ROOT.resolve("k8s/overlays/single-node/topics")))
                .containsExactlyInAnyOrderElementsOf(Topics.all().stream()
                        .map(it -> "%s %d %s".formatted(it.name(), it.partitions(), times(it)))
                        .toList());
    }

    @Test
    void everyUserOfKafkaNamesDeclaredTopics() {
        Set<String> declared =
                new TreeSet<>(Topics.all().stream().map(Topic::name).toList());
        assertThat(ALL.getLast().ofKind("KafkaUser"))
                .hasSize(5)
                .flatExtracting(
                        it -> it.at("/spec/authorization/acls").valueStream().toList())
                .filteredOn(it -> it.at("/resource/type").asText().equals("topic"))
                .allMatch(it -> declared.contains(it.at("/resource/name").asText()));
    }

    @Test
    void memoryOfTheProcessesIsWhatTheProfilesSay() throws IOException {
        for (JvmRole role : List.of(
                JvmRole.AUTH_SERVICE,
                JvmRole.MEDIA_SERVICE,
                JvmRole.YOUTUBE_SERVICE,
                JvmRole.MONITOR_SERVICE,
                JvmRole.GATEWAY)) {
            assertThat(options("base", role)).containsExactlyInAnyOrderElementsOf(JvmProfile.HOME.options(role));
            assertThat(options("overlays/production", role))
                    .containsExactlyInAnyOrderElementsOf(JvmProfile.SERVER.options(role));
        }
    }

    @Test
    void everyVariableIsAKeyOfItsService() throws IOException {
        for (Manifests manifests : ALL) {
            for (Workload workload : manifests.workloads()) {
                if (workload.kind().equals("Deployment")) {
                    Set<String> known = Keys.of(workload.name());
                    assertThat(variables(manifests, workload))
                            .as(manifests + ": " + workload.name())
                            .isSubsetOf(known);
                }
            }
        }
    }

    @Test
    void everyVariableOfTheRunnerIsOneThatItReads() throws IOException {
        String source = Files.readString(Manifests.ROOT.resolve(
                "common-schema/database/src/main/java/io/medianest/database/RunnerEnvironment.java"));
        assertThat(ALL.stream()
                        .flatMap(it -> it.workloads().stream())
                        .flatMap(it -> it.containers().stream())
                        .filter(it -> it.path("image").asText().startsWith("medianest/database"))
                        .flatMap(it -> it.path("env").valueStream())
                        .map(it -> it.path("name").asText())
                        .filter(it -> !it.equals("JDK_JAVA_OPTIONS")))
                .isNotEmpty()
                .allMatch(name -> source.contains('"' + name + '"'));
    }

    private static List<String> variables(Manifests manifests, Workload workload) {
        List<String> names = new ArrayList<>();
        for (JsonNode container : workload.containers()) {
            container.path("env").forEach(it -> names.add(it.path("name").asText()));
            if (manifests.rendered()) {
                for (JsonNode from : container.path("envFrom")) {
                    String map = from.at("/configMapRef/name").asText();
                    if (!map.isEmpty()) {
                        manifests
                                .configMap(map.replaceAll("-[a-z0-9]{10}$", ""))
                                .fieldNames()
                                .forEachRemaining(names::add);
                    }
                }
            }
        }
        return names;
    }

    private static List<String> options(String folder, JvmRole role) throws IOException {
        Properties properties = new Properties();
        Path file = Manifests.ROOT.resolve("k8s").resolve(folder).resolve("jvm.properties");
        properties.load(new StringReader(Files.readString(file)));
        return Stream.of(properties
                        .getProperty(role.name().toUpperCase(Locale.ROOT))
                        .split(" "))
                .toList();
    }

    private static String times(Topic topic) {
        return topic.settings().get("retention.ms") + " " + topic.settings().get("segment.ms");
    }
}
