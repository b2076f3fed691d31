package io.medianest.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.backup.WalSpool;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What deploy/compose.yaml starts, and what deploy/compose/prepare makes for it. */
class ComposeTest {
    private static final Path DEPLOY = Manifests.ROOT.resolve("deploy");
    private static final List<String> SERVICES =
            List.of("auth-service", "media-service", "youtube-service", "monitor-service", "gateway");
    private static final long MOST_BYTES = 4L << 30;

    private static Map<String, JsonNode> all;

    @TempDir
    private Path folder;

    /** Aliases and merged maps are resolved, which Jackson does not do. */
    @BeforeAll
    static void read() throws IOException {
        try (Reader reader = Files.newBufferedReader(DEPLOY.resolve("compose.yaml"))) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            all = new TreeMap<>();
            new ObjectMapper()
                    .valueToTree(document)
                    .path("services")
                    .properties()
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        }
        assertThat(all).containsKeys(SERVICES.toArray(String[]::new));
    }

    @Test
    void everyVariableIsAKeyOfItsService() throws IOException {
        for (String service : SERVICES) {
            assertThat(variables(all.get(service))).as(service).isNotEmpty().isSubsetOf(Keys.of(service));
        }
    }

    @Test
    void everyVariableOfTheRunnerIsOneThatItReads() throws IOException {
        Path sources = Manifests.ROOT.resolve("common-schema/database/src/main/java/io/medianest/database");
        String source = Files.readString(sources.resolve("RunnerEnvironment.java"));
        assertThat(all.values().stream()
                        .filter(it -> it.path("image").asText().startsWith("medianest/database"))
                        .flatMap(it -> variables(it).stream()))
                .isNotEmpty()
                .allMatch(name -> source.contains('"' + name + '"'));
    }

    @Test
    void everyVariableOfTheBackupsIsOneThatTheyRead() throws IOException {
        Path sources = Manifests.ROOT.resolve("deploy/backup/src/main/java/io/medianest/backup");
        String source = Files.readString(sources.resolve("BackupSettings.java"));
        assertThat(all.values().stream()
                        .filter(it -> it.path("image").asText().startsWith("medianest/backup"))
                        .flatMap(it -> variables(it).stream()))
                .isNotEmpty()
                .allMatch(name -> source.contains('"' + name + '"'));
        Map<String, String> settings = new TreeMap<>();
        all.get("postgresql").path("command").forEach(word -> {
            String[] setting = word.asText().replaceFirst("^-c", "").split("=", 2);
            if (setting[0].startsWith("archive_")) {
                settings.put(setting[0], setting[1]);
            }
        });
        assertThat(settings.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()))
                .containsExactlyInAnyOrderElementsOf(WalSpool.SETTINGS);
        assertThat(all.get("backup").path("environment").path("MEDIANEST_BACKUP_DATA"))
                .asString()
                .contains(all.get("postgresql")
                        .path("environment")
                        .path("PGDATA")
                        .asText()
                        .replace("/var/lib", ""));
    }

    @Test
    void nobodyHasMorePrivilegesThanTheCallerOrAnUnknownVersion() {
        all.forEach((name, it) -> {
            assertThat(it.path("user").asText())
                    .as(name)
                    .startsWith("${MEDIANEST_UID")
                    .contains(":${MEDIANEST_GID");
            assertThat(it.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(it.path("cap_drop").toString()).as(name).isEqualTo("[\"ALL\"]");
            assertThat(it.path("security_opt").toString()).as(name).contains("no-new-privileges:true");
            assertThat(it.path("privileged").isMissingNode()).as(name).isTrue();
            assertThat(it.path("image").asText()).as(name).contains(":").doesNotContain("latest");
        });
    }

    @Test
    void everythingThatStaysFitsFourGigabytes() {
        assertThat(staying().values().stream()
                        .mapToLong(it -> bytes(it.path("mem_limit").asText()))
                        .sum())
                .isLessThanOrEqualTo(MOST_BYTES);
        assertThat(all.values()).allMatch(it -> it.has("mem_limit"));
    }

    @Test
    void everythingThatStaysIsAskedForItsHealth() {
        assertThat(staying())
                .hasSize(9)
                .allSatisfy((name, it) ->
                        assertThat(it.at("/healthcheck/test")).as(name).isNotEmpty());
    }

    @Test
    void servicesWaitForTheirStoresAndTheMigration() {
        for (String service : SERVICES) {
            JsonNode needed = all.get(service).path("depends_on");
            assertThat(needed.at("/migration/condition").asText())
                    .as(service)
                    .isEqualTo("service_completed_successfully");
            assertThat(needed.at("/topics/condition").asText()).as(service).isEqualTo("service_completed_successfully");
            assertThat(needed.at("/valkey/condition").asText()).as(service).isEqualTo("service_healthy");
        }
        assertThat(all.get("migration").at("/depends_on/bootstrap/condition").asText())
                .isEqualTo("service_completed_successfully");
        assertThat(all.get("bootstrap").at("/depends_on/postgresql/condition").asText())
                .isEqualTo("service_healthy");
        assertThat(all.get("topics").at("/depends_on/kafka/condition").asText()).isEqualTo("service_healthy");
    }

    @Test
    void onlyTheGatewayAndGrafanaAreReachedFromOutside() {
        assertThat(all.entrySet().stream()
                        .filter(it -> it.getValue().has("ports"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("gateway", "grafana");
        assertThat(all.get("gateway").at("/ports/0").asText()).startsWith("${MEDIANEST_LISTEN:-127.0.0.1:");
    }

    @Test
    void versionsAreThoseOfTheCluster() throws IOException {
        String versions = Files.readString(Manifests.ROOT.resolve("k8s/versions/kustomization.yaml"));
        for (String name : List.of("valkey", "kafka", "auth-service", "database")) {
            JsonNode one = name.equals("database") ? all.get("migration") : all.get(name);
            String[] image = one.path("image")
                    .asText()
                    .replaceAll("\\$\\{\\w+:-([^}]+)}", "$1")
                    .split(":", 2);
            assertThat(versions).contains("{name: " + image[0] + ", newTag: " + image[1] + "}");
        }
    }

    @Test
    void whatItNeedsIsMadeOnceAndForTheCallerAlone() throws Exception {
        Path home = folder.resolve("home");
        prepare(home);

        Map<String, String> made = contents(home.resolve("secrets"));
        for (JsonNode service : all.values()) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":(?=/)", 2)[0];
                if (source.startsWith("${MEDIANEST_HOME")) {
                    assertThat(home.resolve(source.replaceFirst("^\\$\\{[^}]+}/?", "")))
                            .exists();
                }
            }
        }
        assertThat(made.get("stores/media-service/stores.properties"))
                .isEqualTo("quarkus.datasource.password=%s\nquarkus.redis.password=%s\n"
                        .formatted(made.get("roles/media_service"), made.get("valkey/password")));
        assertThat(made.entrySet().stream()
                        .filter(it ->
                                it.getKey().startsWith("roles/") || it.getKey().endsWith("/password"))
                        .map(Map.Entry::getValue))
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(password -> password.matches("[A-Za-z0-9]{40}"));
        assertThat(Files.readString(folder.resolve("deploy/.env"))).contains("MEDIANEST_HOME=" + home);

        Files.delete(home.resolve("secrets/grafana/password"));
        prepare(home);

        Map<String, String> again = contents(home.resolve("secrets"));
        assertThat(again.remove("grafana/password")).isNotEqualTo(made.remove("grafana/password"));
        assertThat(again).isEqualTo(made);
    }

    @Test
    void anUpgradeBacksUpFirstAndChangesNothingWithoutTheImages() throws Exception {
        prepare(folder.resolve("home"));
        Path upgrade = Files.copy(DEPLOY.resolve("compose/upgrade"), folder.resolve("deploy/compose/upgrade"));
        Path docker = Files.createDirectories(folder.resolve("bin")).resolve("docker");
        Path calls = folder.resolve("calls");
        Files.writeString(docker, """
                #!/bin/sh
                echo "$*" >> %s
                case $* in *gateway:0.3.0) exit 1 ;; esac
                """.formatted(calls));
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));

        assertThat(run(upgrade, "0.3.0")).isEqualTo(1);
        assertThat(said()).contains("medianest/gateway:0.3.0 is not here; nothing was changed");
        assertThat(Files.readString(calls)).doesNotContain("backup now");
        assertThat(settings()).contains("MEDIANEST_VERSION=0.1.0");

        assertThat(run(upgrade, "0.2.0")).as(said()).isZero();
        assertThat(Files.readString(calls)).endsWith("""
                compose run --rm backup now
                compose up --detach --wait
                """);
        assertThat(settings()).contains("MEDIANEST_VERSION=0.2.0").doesNotContain("0.1.0");
    }

    private String settings() throws IOException {
        return Files.readString(folder.resolve("deploy/.env"));
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    /** In a copy, since it writes beside itself; the runner only leaves a file. */
    private void prepare(Path home) throws Exception {
        Path script = folder.resolve("deploy/compose/prepare");
        Path runner = folder.resolve("runner");
        if (Files.notExists(script)) {
            Files.createDirectories(script.getParent());
            Files.copy(DEPLOY.resolve("compose/prepare"), script);
            Files.writeString(runner, "#!/bin/sh\necho made > \"$3\"\n");
            Files.setPosixFilePermissions(runner, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(run(script, home.toString())).as(said()).isZero();
    }

    /** Runs a script with what stands in for Docker; returns the code that it ended with. */
    private int run(Path script, String argument) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), argument);
        builder.environment()
                .putAll(Map.of(
                        "MEDIANEST_RUNNER",
                        folder.resolve("runner").toString(),
                        "MEDIANEST_ALLOW_ROOT",
                        "yes",
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH")));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static Map<String, String> contents(Path secrets) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(secrets)) {
            for (Path file : files.toList()) {
                boolean directory = Files.isDirectory(file);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(directory ? "rwx------" : "rw-------");
                if (!directory) {
                    contents.put(secrets.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }

    private static Map<String, JsonNode> staying() {
        Map<String, JsonNode> staying = new TreeMap<>(all);
        staying.values()
                .removeIf(
                        it -> it.has("profiles") || !it.path("restart").asText().equals("unless-stopped"));
        return staying;
    }

    private static List<String> variables(JsonNode service) {
        List<String> names = new ArrayList<>();
        service.path("environment").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static long bytes(String size) {
        var parts = Pattern.compile("(\\d+)([mg])").matcher(size);
        assertThat(parts.matches()).as(size).isTrue();
        return Long.parseLong(parts.group(1)) << (parts.group(2).equals("m") ? 20 : 30);
    }
}
