package io.medianest.runtime.validation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextValidatorTest {
    private static ValidatorFactory factory;
    private static Validator validator;

    record Film(@PlainText(max = 5) String title) {}

    @BeforeAll
    static void create() {
        factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
        validator = factory.getValidator();
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Ünïç", "'; --", "<b>x", "🎬🎬🎬🎬🎬", "אבג"})
    void takesWhatPeopleWrite(String title) {
        assertThat(validator.validate(new Film(title))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "a\u0000b", "a\nb", "a\u001bb", "a\u007fb", "a\u2028b", "a\u202eb", "\ud800", "123456"
            })
    void refusesWhatPeopleCannotReadOrIsTooLong(String title) {
        assertThat(validator.validate(new Film(title)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getMessage()).contains("1 to 5 characters"));
    }

    @Test
    void leavesNullToOthers() {
        assertThat(validator.validate(new Film(null))).isEmpty();
    }
}
