package io.medianest.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.runtime.events.EventPosition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final EventRing ring = new EventRing(4);

    @Test
    void whatCameAfterIsMissed() {
        add(0, 1, 0);
        add(0, 2, 1);
        add(0, 3, 2);
        assertThat(since(0, 1)).containsExactly("t-0-2", "t-0-3");
        assertThat(since(0, 3)).isEmpty();
    }

    @Test
    void whatIsNotHereCannotBeResumed() {
        add(0, 1, 0);
        assertThat(ring.since(new EventPosition("t", 0, 2))).isEmpty();
        assertThat(ring.since(new EventPosition("u", 0, 1))).isEmpty();
        ring.clear();
        assertThat(ring.since(new EventPosition("t", 0, 1))).isEmpty();
    }

    @Test
    void theNewestIsTheLastThatWasHeard() {
        assertThat(ring.newest()).isEmpty();
        add(0, 5, 0);
        add(1, 2, 1);
        assertThat(ring.newest()).hasToString("Optional[t-1-2]");
    }

    @Test
    void theOldestGoFirst() {
        for (int offset = 1; offset <= 5; offset++) {
            add(0, offset, offset);
        }
        assertThat(ring.since(new EventPosition("t", 0, 1))).isEmpty();
        assertThat(since(0, 2)).containsExactly("t-0-3", "t-0-4", "t-0-5");
    }

    @Test
    void whatAnotherInstanceMayHaveHeardLaterIsRepeated() {
        add(1, 1, 0);
        add(1, 2, 8);
        add(0, 1, 10);
        add(0, 2, 11);
        assertThat(since(0, 1)).containsExactly("t-1-2", "t-0-2");
    }

    private void add(int partition, long offset, int second) {
        ring.add(new StreamEvent(
                new EventPosition("t", partition, offset), NOON.plusSeconds(second), "x", "{}", caller -> true));
    }

    private List<String> since(int partition, long offset) {
        return ring.since(new EventPosition("t", partition, offset)).orElseThrow().stream()
                .map(event -> event.position().toString())
                .toList();
    }
}
