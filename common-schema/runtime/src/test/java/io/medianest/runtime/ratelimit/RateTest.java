package io.medianest.runtime.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    private static final long NOW = 1_800_000_000_000_000L;

    @ParameterizedTest
    @CsvSource({"20/1h, 20, PT1H", "5/15m, 5, PT15M", "100/m, 100, PT1M", "1/90s, 1, PT90S", "3/30d, 3, PT720H"})
    void readsWhatIsConfigured(String text, int count, Duration period) {
        assertThat(Rate.parse(text)).isEqualTo(new Rate(count, period));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20",
                "0/1h",
                "-1/1h",
                "20/0h",
                "20/1w",
                "20 / 1h",
                "1e3/h",
                "20/1h ",
                "12345678/1h",
                "1/400d"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allowsTheCountAtOnceThenOneEachInterval() {
        RateLimitPolicy policy = new RateLimitPolicy("test", Rate.parse("3/1m"));
        long fullAt = 0;
        for (int i = 0; i < 3; i++) {
            Gcra.Step step = Gcra.take(policy, fullAt, NOW);
            assertThat(step.decision().allowed()).isTrue();
            assertThat(step.decision().remaining()).isEqualTo(2 - i);
            fullAt = step.fullAt();
        }

        Gcra.Step refused = Gcra.take(policy, fullAt, NOW);
        assertThat(refused.decision().allowed()).isFalse();
        assertThat(refused.fullAt()).isEqualTo(fullAt);
        assertThat(refused.decision().retryAfter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(Gcra.take(policy, fullAt, NOW + 19_999_999).decision().allowed())
                .isFalse();
        assertThat(Gcra.take(policy, fullAt, NOW + 20_000_000).decision().allowed())
                .isTrue();
    }
}
