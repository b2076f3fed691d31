package io.medianest.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A library as Maven names it.
 *
 * @param classifier empty if it has none
 */
record Library(String group, String artifact, String classifier, String version) {
    /** Quarkus writes {@code group:artifact:classifier:type:version}, with nothing where there is no classifier. */
    private static final Pattern OF_QUARKUS = Pattern.compile("([^:]+):([^:]+):([^:]*):jar:([^:]+)");
    /** Maven's list has {@code group:artifact:type[:classifier]:version:scope}, and sometimes more behind it. */
    private static final Pattern OF_MAVEN =
            Pattern.compile("\\s+([^:\\s]+):([^:]+):jar:(?:([^:]+):)?([^:]+):(?:compile|runtime)\\b.*");

    /** Those that Quarkus has written beside an application. */
    static List<Library> ofQuarkus(Path file) {
        return parse(file, OF_QUARKUS);
    }

    /** Those in a list of Maven's {@code dependency:list}. */
    static List<Library> ofMaven(Path file) {
        return parse(file, OF_MAVEN);
    }

    private static List<Library> parse(Path file, Pattern pattern) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(pattern::matcher)
                    .filter(Matcher::matches)
                    .map(found -> new Library(
                            found.group(1),
                            found.group(2),
                            found.group(3) == null ? "" : found.group(3),
                            found.group(4)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** How its jar may be called: Quarkus puts the group in front. */
    List<String> fileNames() {
        String name = artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
        return List.of(group + "." + name, name);
    }

    /** Its package URL. */
    String purl() {
        return "pkg:maven/%s/%s@%s?%stype=jar"
                .formatted(group, artifact, version, classifier.isEmpty() ? "" : "classifier=" + classifier + "&");
    }
}
