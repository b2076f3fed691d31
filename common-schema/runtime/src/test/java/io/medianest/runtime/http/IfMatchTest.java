package io.medianest.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.runtime.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", " * ", "\"3\"", "\"2\", \"3\"", "W/\"3\",\"3\""})
    void takesTheVersionThatIsMeant(String header) {
        assertThatCode(() -> IfMatch.of(header).check(3)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "3", "W/\"3\"", "", "\"30\"", "\"3", "'3'"})
    void refusesEveryOther(String header) {
        assertThatThrownBy(() -> IfMatch.of(header).check(3))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(412));
    }

    @Test
    void anETagMatchesItself() {
        assertThatCode(() -> IfMatch.of(IfMatch.etag(7)).check(7)).doesNotThrowAnyException();
    }
}
