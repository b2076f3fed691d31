package io.medianest.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the tables of {@code docs/configuration.md} against the code. After a change of a setting that is meant, write
 * them anew:
 *
 * <pre>{@code mvn -pl deploy/manifests -am test -Dtest=ConfigurationReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write}</pre>
 */
class ConfigurationReferenceTest {
    private static final Path PAGE = Manifests.ROOT.resolve("docs/configuration.md");
    private static final String BEGIN = "<!-- From here on written by ConfigurationReferenceTest. -->\n";
    private static final String LIMITS = "medianest.rate-limit.";
    /** What a service is, not how it is run. */
    private static final Set<String> NOT_FOR_OPERATORS =
            Set.of("medianest.outbox.slice", "medianest.outbox.heartbeat", "medianest.plex.service");

    private static final List<Part> PARTS = List.of(
            new Part("All services", List.of("common-schema/runtime", "common-schema/persistence")),
            new Part("auth-service", List.of("auth-service")),
            new Part("media-service", List.of("media-service")),
            new Part("youtube-service", List.of("youtube-service")),
            new Part("monitor-service", List.of("monitor-service")),
            new Part("Mail: auth-service and monitor-service", List.of("common-schema/mail")),
            new Part("Plex: media-service and youtube-service", List.of("common-schema/plex")),
            new Part("gateway", List.of("gateway")));

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String tables = tables();
        if (System.getProperty("reference.write") != null) {
            Files.writeString(PAGE, page.substring(0, begin) + tables);
            return;
        }

        assertThat(page.substring(begin)).isEqualTo(tables);
    }

    @Test
    void everySettingIsExplained() throws IOException {
        assertThat(explained().values().stream().flatMap(List::stream))
                .filteredOn(setting -> !setting.key().startsWith(LIMITS))
                .filteredOn(setting -> setting.description().isEmpty())
                .isEmpty();
    }

    /** Each where it is named first; again where a service begins with another value. */
    private static Map<Part, List<Setting>> explained() throws IOException {
        Map<String, Setting> known = new HashMap<>();
        Map<Part, List<Setting>> parts = new LinkedHashMap<>();
        for (Part part : PARTS) {
            List<Setting> settings = new ArrayList<>();
            for (Setting setting : part.settings()) {
                Setting before = known.putIfAbsent(setting.key(), setting);
                if (before == null) {
                    settings.add(setting);
                } else if (!Objects.equals(before.initial(), setting.initial())) {
                    settings.add(before.startingWith(setting.initial()));
                }
            }
            parts.put(part, settings);
        }
        return parts;
    }

    private static String tables() throws IOException {
        StringBuilder text = new StringBuilder();
        StringBuilder limits = new StringBuilder("\n## Limits\n\n| variable | default | counted by |\n|---|---|---|\n");
        explained().forEach((part, settings) -> {
            text.append("\n## ").append(part.title()).append("\n\n");
            text.append("| variable | value | default | |\n|---|---|---|---|\n");
            Map<String, List<Setting>> groups = settings.stream()
                    .filter(setting -> !setting.key().startsWith(LIMITS))
                    .collect(Collectors.groupingBy(Setting::group, TreeMap::new, Collectors.toList()));
            groups.forEach((group, members) -> {
                if (!group.isEmpty()) {
                    text.append("| **%s** | | | |\n".formatted(group.replaceAll("\\.$", "")));
                }
                members.forEach(setting -> text.append(row(setting)));
            });
            settings.stream()
                    .filter(setting -> setting.key().startsWith(LIMITS))
                    .forEach(setting -> limits.append(
                            "| `%s` | %s | %s |\n".formatted(setting.variable(), initial(setting), part.title())));
        });
        return text.append(limits).toString();
    }

    private static String row(Setting setting) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        variable(setting),
                        value(setting.type()),
                        initial(setting),
                        setting.description().replace("|", "\\|"));
    }

    private static String variable(Setting setting) {
        return setting.key().endsWith(".<name>")
                ? new Setting(setting.key().replace(".<name>", ""), "", null, false, "", "").variable() + "_…"
                : setting.variable();
    }

    private static String initial(Setting setting) {
        if (setting.required()) {
            return "**must be set**";
        }
        return setting.initial() == null ? "" : "`" + setting.initial().replace("|", "\\|") + "`";
    }

    private static String value(String type) {
        String inner = type.replaceAll("^Optional<(.*)>$", "$1")
                .replaceAll("@\\w+(\\([^)]*\\))?", "")
                .trim();
        return switch (inner) {
            case "Duration" -> "time";
            case "MemorySize" -> "size";
            case "int", "long", "Integer", "OptionalInt", "OptionalLong" -> "number";
            case "boolean", "Boolean" -> "`true`, `false`";
            case "URI" -> "address";
            case "Path" -> "path";
            case "String" -> "text";
            case "ForwardedHeaders" -> "`x-forwarded`, `forwarded`";
            case "Role" -> "`USER`, `MODERATOR`, `ADMIN`";
            default -> collection(inner);
        };
    }

    private static String collection(String type) {
        return type.matches("(Set|List)<.*>")
                ? "list of " + value(type.replaceAll("^\\w+<(.*)>$", "$1"))
                : type.startsWith("Map<") ? value(type.replaceAll("^Map<String, ?(.*)>$", "$1")) : type;
    }

    /** A table of the page. */
    private record Part(String title, List<String> modules) {
        List<Setting> settings() throws IOException {
            return SettingsReader.of(modules).stream()
                    .filter(setting -> !NOT_FOR_OPERATORS.contains(setting.key()))
                    .toList();
        }
    }
}
