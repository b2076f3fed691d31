package io.medianest.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes one OpenAPI document of several. What two documents call alike must be alike: a path, or a component with
 * another content, that is in two of them is an error, for one of the two would be lost.
 */
final class OpenApiMerge {
    private final ObjectNode merged = JsonNodeFactory.instance.objectNode();
    private final ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();
    private final Set<String> knownTags = new HashSet<>();
    private final Map<String, String> operations = new HashMap<>();

    /**
     * Adds a service's document.
     *
     * @param service named in error messages
     * @param document the parsed document
     * @throws IllegalStateException if it contradicts one that was added before
     */
    void add(String service, JsonNode document) {
        document.path("paths").properties().forEach(path -> addPath(service, path, document.path("security")));
        document.path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .properties()
                        .forEach(component -> addComponent(service, kind.getKey(), component)));
        for (JsonNode tag : document.path("tags")) {
            if (knownTags.add(tag.path("name").asText())) {
                tags.add(tag);
            }
        }
    }

    /** The one document of all that were added. */
    ObjectNode result() {
        merged.put("openapi", "3.1.0");
        merged.putObject("info")
                .put("title", "MediaNest")
                .put("version", "1")
                .put("description", "Everything that MediaNest's services offer, through the gateway.")
                .putObject("license")
                .put("name", "Apache-2.0");
        merged.set("tags", tags);
        merged.set("paths", paths);
        merged.set("components", components);
        return merged;
    }

    private void addPath(String service, Map.Entry<String, JsonNode> path, JsonNode security) {
        if (paths.has(path.getKey())) {
            throw conflict(service, "path " + path.getKey());
        }
        for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
            if (member.getValue() instanceof ObjectNode operation && operation.has("responses")) {
                addOperation(service, operation, security);
            }
        }
        paths.set(path.getKey(), path.getValue());
    }

    /** A security requirement of the whole document would vanish with it, so each operation gets it. */
    private void addOperation(String service, ObjectNode operation, JsonNode security) {
        JsonNode id = operation.path("operationId");
        if (id.isTextual() && operations.put(id.asText(), service) != null) {
            throw conflict(service, "operation " + id.asText());
        }
        if (security.isArray() && !operation.has("security")) {
            operation.set("security", security);
        }
    }

    private void addComponent(String service, String kind, Map.Entry<String, JsonNode> component) {
        ObjectNode known = components.withObjectProperty(kind);
        JsonNode other = known.get(component.getKey());
        if (other != null && !other.equals(component.getValue())) {
            throw conflict(service, "component " + kind + "/" + component.getKey());
        }
        known.set(component.getKey(), component.getValue());
    }

    private static IllegalStateException conflict(String service, String what) {
        return new IllegalStateException("The OpenAPI document of " + service + " has the " + what
                + ", which another one has too, and differently; rename one of them");
    }
}
