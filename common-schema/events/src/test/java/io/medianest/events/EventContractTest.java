package io.medianest.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.medianest.events.user.UserSuspended;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class EventContractTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/io/medianest/events");
    private static final Path BASELINE = Path.of("src/test/resources/baseline");
    private static final String SUFFIX = ".schema.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Event> SAMPLES = EventSamples.ALL;

    @Test
    void eachTypeHasASchemaAndEachSchemaAType() throws IOException {
        Set<String> types = new TreeSet<>();
        Arrays.stream(EventType.values()).map(EventType::wireName).forEach(types::add);

        assertThat(schemaNames(SCHEMAS)).isEqualTo(types);
        assertThat(schemaNames(BASELINE))
                .as("copy the schema of a new event into %s", BASELINE)
                .isEqualTo(types);
    }

    @Test
    void eachTypeHasASample() {
        assertThat(SAMPLES).extracting(EventType::of).contains(EventType.values());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aSchemaOnlyGainsOptionalFields(EventType type) throws IOException {
        JsonNode baseline =
                JSON.readTree(BASELINE.resolve(type.wireName() + SUFFIX).toFile());

        assertThat(SchemaBaseline.violations(baseline, schemaOf(type))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aSchemaNamesExactlyTheComponentsOfItsRecord(EventType type) throws IOException {
        Stream<String> properties =
                schemaOf(type).path("properties").properties().stream().map(property -> property.getKey());

        assertThat(properties)
                .containsExactlyInAnyOrder(Arrays.stream(type.data().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void whatIsWrittenMatchesItsSchema(Event event) throws IOException {
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schemaOf(EventType.of(event)), strict);

        assertThat(schema.validate(EventJson.write(event), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void whatIsWrittenIsReadBack(Event event) {
        String json = EventJson.write(event);

        assertThat(EventJson.read(EventType.of(event), json)).isEqualTo(event);
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void readersIgnoreFieldsTheyDoNotKnow(Event event) throws IOException {
        ObjectNode wider = (ObjectNode) JSON.readTree(EventJson.write(event));
        wider.put("addedLater", "x");

        assertThat(EventJson.read(EventType.of(event), JSON.writeValueAsString(wider)))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void theKeyIsAnIdThatTheDataHolds(Event event) {
        assertThat(event.key()).isNotBlank();
        if (EventType.of(event) != EventType.REVOCATION_HEARTBEAT) {
            assertThat(EventJson.write(event)).contains(event.key());
        }
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertThatThrownBy(() -> EventJson.read(UserSuspended.class, "{\"userId\":7"))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> EventJson.read(UserSuspended.class, "null"))
                .isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aTypeFromTheFutureIsUnknown() {
        assertThat(EventType.named("user.teleported")).isEmpty();
        assertThat(EventType.named("user.suspended")).contains(EventType.USER_SUSPENDED);
    }

    private static JsonNode schemaOf(EventType type) throws IOException {
        try (InputStream schema = type.data().getResourceAsStream(type.wireName() + SUFFIX)) {
            return JSON.readTree(schema);
        }
    }

    private static Set<String> schemaNames(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Set<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .forEach(file -> names.add(file.substring(0, file.length() - SUFFIX.length())));
            return names;
        }
    }
}
