package io.medianest.runtime.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void keepsWhatIsValid() {
        assertThat(Correlation.from("Phone-42", TRACE)).isEqualTo(new Correlation("Phone-42", TRACE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\r\nX-Evil: 1",
                "ä",
                "../x",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void replacesAnIdThatIsNotValid(String id) {
        assertThat(Correlation.from(id, null).id()).isNotEqualTo(id).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void dropsATraceThatIsNotValid(String trace) {
        assertThat(Correlation.from("a", trace).traceparent()).isNull();
    }
}
