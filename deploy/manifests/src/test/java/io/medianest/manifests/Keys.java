package io.medianest.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The configuration keys of a service, as environment variables name them, read from its sources. */
final class Keys {
    private static final List<String> SHARED =
            List.of("common-schema/runtime", "common-schema/persistence", "common-schema/mail");
    private static final List<String> QUARKUS = List.of(
            "quarkus.http.port",
            "quarkus.management.port",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "quarkus.datasource.reactive.url",
            "quarkus.datasource.reactive.postgresql.ssl-mode",
            "quarkus.datasource.reactive.hostname-verification-algorithm",
            "quarkus.datasource.reactive.trust-certificate-pem",
            "quarkus.datasource.reactive.trust-certificate-pem.certs",
            "quarkus.redis.hosts",
            "quarkus.redis.password",
            "quarkus.config.locations",
            // Of the java program itself.
            "jdk.java.options");
    private static final Pattern SINGLE = Pattern.compile("\"(medianest\\.[a-z0-9.-]+)\"");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern METHOD =
            Pattern.compile("^ {4,8}([A-Z][\\w<>]*|int|long|boolean|double) (\\w+)\\(\\);", Pattern.MULTILINE);
    private static final Pattern PROPERTY = Pattern.compile("^([a-z][^=#%]*)=", Pattern.MULTILINE);

    private Keys() {}

    static Set<String> of(String service) throws IOException {
        Set<String> keys = new TreeSet<>();
        QUARKUS.forEach(it -> keys.add(variable(it)));
        ProducerConfig.configNames().forEach(it -> keys.add(variable("kafka." + it)));
        for (String module : Stream.concat(Stream.of(service), SHARED.stream()).toList()) {
            Path sources = Manifests.ROOT.resolve(module).resolve("src/main");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().endsWith(".java")) {
                        addJava(Files.readString(file), keys);
                    } else if (file.toString().endsWith(".properties")) {
                        find(PROPERTY, Files.readString(file)).forEach(it -> keys.add(variable(it)));
                    }
                }
            }
        }
        return keys;
    }

    private static void addJava(String source, Set<String> keys) {
        find(SINGLE, source).forEach(it -> keys.add(variable(it)));
        Matcher mapping = MAPPING.matcher(source);
        if (mapping.find()) {
            List<String> names = METHOD.matcher(source)
                    .results()
                    .map(it -> it.group(2).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                    .toList();
            for (String name : names) {
                keys.add(variable(mapping.group(1) + "." + name));
                // Groups within the mapping: what they hold is in the same file.
                names.forEach(inner -> keys.add(variable(mapping.group(1) + "." + name + "." + inner)));
            }
        }
    }

    private static List<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group(1).trim()).toList();
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
