package io.medianest.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private Duration passed = Duration.ofDays(-1);
    private final Heartbeat heartbeat = new Heartbeat(true, () -> now, () -> passed.toNanos());

    @Test
    void comesAtOnceAndThenEachFiveSeconds() {
        assertThat(isDue()).isTrue();
        pass(Duration.ofMillis(4_999));
        assertThat(isDue()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(isDue()).isTrue();
    }

    @Test
    void aClockThatIsSetNeitherStopsNorHurriesIt() {
        assertThat(isDue()).isTrue();
        now = now.plus(Duration.ofHours(1));
        assertThat(isDue()).isFalse();
        now = now.minus(Duration.ofHours(2));
        pass(Duration.ofSeconds(5));
        assertThat(isDue()).isTrue();
    }

    @Test
    void whoeverIsNotToSendItNeverDoes() {
        Heartbeat silent = new Heartbeat(false);
        silent.looking();
        assertThat(silent.due()).isEmpty();
    }

    private boolean isDue() {
        heartbeat.looking();
        return !heartbeat.due().isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        passed = passed.plus(time);
    }
}
