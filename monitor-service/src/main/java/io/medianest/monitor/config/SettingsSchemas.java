package io.medianest.monitor.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.medianest.runtime.problem.Problem.FieldError;
import io.medianest.runtime.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Which settings each kind of service has, by a JSON Schema beside this class. None of them is secret: what is goes into
 * the key.
 */
@ApplicationScoped
class SettingsSchemas {
    private final Map<ServiceKind, JsonSchema> schemas = new EnumMap<>(ServiceKind.class);

    SettingsSchemas(ObjectMapper json) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        for (ServiceKind kind : ServiceKind.values()) {
            schemas.put(kind, factory.getSchema(read(json, kind), config));
        }
    }

    /**
     * Checks settings.
     *
     * @throws ProblemException 400 that names each field that is not as its schema says
     */
    void check(ServiceKind kind, JsonNode settings) {
        List<FieldError> errors = Objects.requireNonNull(schemas.get(kind)).validate(settings).stream()
                .map(SettingsSchemas::error)
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static FieldError error(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        String property = message.getProperty() == null ? "" : "." + message.getProperty();
        String text = message.getMessage();
        return new FieldError(
                "configData" + pointer.replace('/', '.') + property,
                text.substring(text.indexOf(": ") + 1).strip());
    }

    private static JsonNode read(ObjectMapper json, ServiceKind kind) {
        try (InputStream schema = SettingsSchemas.class.getResourceAsStream(kind.schema() + ".schema.json")) {
            return json.readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
