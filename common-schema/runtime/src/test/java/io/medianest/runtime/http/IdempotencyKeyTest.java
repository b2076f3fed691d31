package io.medianest.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.runtime.problem.Problem.FieldError;
import io.medianest.runtime.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {

    @Test
    void takesOneToSixtyFourPrintableCharacters() {
        for (String good : List.of("k", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", " ~", "x".repeat(64))) {
            assertThat(IdempotencyKey.of(good).value()).contains(good);
        }
        assertThat(IdempotencyKey.of(null).value()).isEmpty();
    }

    @Test
    void namesTheHeaderOfWhatIsNoKey() {
        for (String wrong : List.of("", "x".repeat(65), "schlüssel", "a\tb", "a\u0000")) {
            assertThatThrownBy(() -> IdempotencyKey.of(wrong))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.status()).isEqualTo(400);
                        assertThat(problem.errors())
                                .extracting(FieldError::field)
                                .containsExactly("Idempotency-Key");
                    });
        }
    }
}
