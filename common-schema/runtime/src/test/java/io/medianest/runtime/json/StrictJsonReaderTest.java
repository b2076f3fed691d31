package io.medianest.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.problem.Problem.FieldError;
import io.medianest.runtime.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonReaderTest {
    private final StrictJsonReader reader = new StrictJsonReader(new ObjectMapper());

    record RequiredBody(@NotNull Body body) {}

    enum Kind {
        FILM
    }

    record Body(String title, Integer year, Boolean good, Kind kind, List<Integer> seasons, Body next) {}

    @Test
    void readsABody() throws IOException {
        assertThat(read("{\"title\":\"x\",\"year\":1,\"good\":true,\"kind\":\"FILM\",\"seasons\":[1]}"))
                .isEqualTo(new Body("x", 1, true, Kind.FILM, List.of(1), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "\"x\"", "1", "null", "{\"title\":\"a\",\"title\":\"b\"}", "{} {}", "{'title':1}"
            })
    void refusesWhatIsNotOneObject(String json) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("MALFORMED_JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"ADMIN\"}        | role",
                "{\"next\":{\"x\":1}}        | next.x",
                "{\"title\":1}               | title",
                "{\"title\":true}            | title",
                "{\"title\":{}}              | title",
                "{\"year\":\"1999\"}         | year",
                "{\"year\":1.5}              | year",
                "{\"year\":99999999999}      | year",
                "{\"good\":\"true\"}         | good",
                "{\"kind\":\"film\"}         | kind",
                "{\"kind\":0}                | kind",
                "{\"seasons\":[1,\"x\"]}     | seasons[1]",
                "{\"seasons\":1}             | seasons"
            })
    void namesTheFieldThatIsWrong(String json, String field) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));

        assertThat(problem.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(problem.errors()).extracting(FieldError::field).containsExactly(field);
        assertThat(problem.errors().getFirst().message()).doesNotContain("io.medianest", "java.");
    }

    @Test
    void takesNoBodyWhereNoneIsRequired() throws IOException {
        assertThat(read("", new Annotation[0])).isNull();
    }

    private Object read(String json) throws IOException {
        Annotation required =
                RequiredBody.class.getRecordComponents()[0].getAccessor().getAnnotation(NotNull.class);
        return read(json, new Annotation[] {required});
    }

    private Object read(String json, Annotation[] annotations) throws IOException {
        @SuppressWarnings("unchecked") // The reader is asked by JAX-RS with the class of any body.
        Class<Object> type = (Class<Object>) (Class<?>) Body.class;
        return reader.readFrom(
                type,
                Body.class,
                annotations,
                MediaType.APPLICATION_JSON_TYPE,
                new MultivaluedHashMap<>(),
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
