package io.medianest.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The manifests of a folder: as kustomize renders it where kubectl is to be had, else the files as they stand, without
 * patches and generated maps.
 *
 * @param name base, single-node or production
 * @param rendered whether kustomize has rendered them
 * @param documents all of them
 */
record Manifests(String name, boolean rendered, List<JsonNode> documents) {
    static final Path ROOT = Path.of(System.getProperty("medianest.project.root", "../.."));

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<String> WORKLOADS = List.of("Deployment", "StatefulSet", "Job", "CronJob");

    static List<Manifests> all() {
        return List.of(
                of("base", "base"), of("single-node", "overlays/single-node"), of("production", "overlays/production"));
    }

    private static Manifests of(String name, String place) {
        Path folder = ROOT.resolve("k8s").resolve(place);
        try {
            if (has("kubectl")) {
                return new Manifests(name, true, render(folder));
            }
            List<JsonNode> documents = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    documents.addAll(parse(Files.readString(file)));
                }
            }
            return new Manifests(name, false, List.copyOf(documents));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether a tool is to be had. */
    static boolean has(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static List<JsonNode> render(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(folder + " does not render");
        }
        return parse(text);
    }

    private static List<JsonNode> parse(String text) throws IOException {
        try (var parser = YAML.getFactory().createParser(text)) {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll();
        }
    }

    List<JsonNode> ofKind(String kind) {
        return documents.stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .toList();
    }

    List<Workload> workloads() {
        return documents.stream()
                .filter(it -> WORKLOADS.contains(it.path("kind").asText()))
                .map(Workload::new)
                .toList();
    }

    /** The data of a ConfigMap, without the hash in its name. */
    JsonNode configMap(String map) {
        return ofKind("ConfigMap").stream()
                .filter(it -> it.at("/metadata/name").asText().matches(map + "(-[a-z0-9]{10})?"))
                .map(it -> it.path("data"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name + (rendered ? ", rendered" : ", as it stands");
    }

    /** Something that runs. */
    record Workload(JsonNode document) {
        String kind() {
            return document.path("kind").asText();
        }

        String name() {
            return document.at("/metadata/name").asText();
        }

        JsonNode template() {
            return document.at(kind().equals("CronJob") ? "/spec/jobTemplate/spec/template" : "/spec/template");
        }

        JsonNode pod() {
            return template().path("spec");
        }

        boolean lasting() {
            return kind().equals("Deployment") || kind().equals("StatefulSet");
        }

        List<JsonNode> containers() {
            List<JsonNode> containers = new ArrayList<>();
            pod().path("containers").forEach(containers::add);
            pod().path("initContainers").forEach(containers::add);
            return containers;
        }

        /** Whether a selector of labels means its pods. */
        boolean selectedBy(JsonNode selector) {
            JsonNode labels = template().at("/metadata/labels");
            return !selector.path("matchLabels").isEmpty()
                    && selector.path("matchLabels")
                            .propertyStream()
                            .allMatch(it -> it.getValue()
                                    .asText()
                                    .equals(labels.path(it.getKey()).asText()));
        }
    }
}
