package io.medianest.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares a schema with the one that was published before it: all it may do is gain optional properties. */
final class SchemaBaseline {
    private static final Set<String> PROSE = Set.of("title", "description", "$comment");

    private SchemaBaseline() {}

    /** What breaks readers of the baseline or of the new schema; empty if nothing does. */
    static List<String> violations(JsonNode baseline, JsonNode schema) {
        List<String> found = new ArrayList<>();
        compare("", baseline, schema, found);
        return found;
    }

    private static void compare(String place, JsonNode baseline, JsonNode schema, List<String> found) {
        keywords(baseline, schema).forEach(keyword -> {
            JsonNode before = baseline.path(keyword);
            JsonNode after = schema.path(keyword);
            if (keyword.equals("properties")) {
                compareProperties(place, before, after, found);
            } else if (keyword.equals("items")) {
                compare(place + "[]", before, after, found);
            } else if (!before.equals(after)) {
                found.add("%s: \"%s\" was %s and is %s".formatted(place, keyword, before, after));
            }
        });
    }

    private static void compareProperties(String place, JsonNode before, JsonNode after, List<String> found) {
        before.properties().forEach(property -> {
            String path = place + "/" + property.getKey();
            if (after.has(property.getKey())) {
                compare(path, property.getValue(), after.get(property.getKey()), found);
            } else {
                found.add(path + " is gone");
            }
        });
    }

    private static List<String> keywords(JsonNode baseline, JsonNode schema) {
        List<String> names = new ArrayList<>();
        baseline.fieldNames().forEachRemaining(names::add);
        schema.fieldNames().forEachRemaining(names::add);
        return names.stream().distinct().filter(name -> !PROSE.contains(name)).toList();
    }
}
