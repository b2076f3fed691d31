package io.medianest.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaBaselineTest {
    private static final String BASELINE = """
            {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"object","properties":{"c":{"type":"integer"}}}},"required":["a"]}""";

    @Test
    void anOptionalPropertyMayCome() throws JsonProcessingException {
        String wider = BASELINE.replace("\"a\":{", "\"new\":{\"type\":\"string\"},\"a\":{");

        assertThat(SchemaBaseline.violations(json(BASELINE), json(wider))).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a":{"type":"string"},     |                            | a property is removed
            "a":{"type":"string"}      | "a":{"type":"integer"}     | a type changes
            "c":{"type":"integer"}     | "c":{"type":"string"}      | a nested type changes
            "a":{"type":"string"}      | "a":{"type":"string","maxLength":1} | a value is narrowed
            "required":["a"]           | "required":["a","b"]       | a property becomes required
            "required":["a"]           | "required":[]              | a property becomes optional
            """)
    void anythingElseMayNot(String before, String after, String change) throws JsonProcessingException {
        String changed = BASELINE.replace(before, after == null ? "" : after);

        assertThat(changed).as(change).isNotEqualTo(BASELINE);
        assertThat(SchemaBaseline.violations(json(BASELINE), json(changed))).hasSize(1);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
