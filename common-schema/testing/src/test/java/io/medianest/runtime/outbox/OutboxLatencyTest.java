package io.medianest.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.runtime.events.BroadcastConsumers;
import io.medianest.runtime.events.BroadcastListener;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.testing.stores.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long an event takes from its commit to a consumer; only where the machine is not busy with other tests. */
@Tag("full")
class OutboxLatencyTest {
    private static final int WRITES_PER_SECOND = 200;
    private static final int WARM_UP = 400;
    private static final int WRITES = 2_000;

    @Test
    void aQuarterOfASecondFor99Of100At200WritesASecond() throws Exception {
        TestStores.start();
        Map<Long, Long> committed = new ConcurrentHashMap<>();
        Map<Long, Long> received = new ConcurrentHashMap<>();
        CountDownLatch placed = new CountDownLatch(1);
        UUID key = UUID.randomUUID();
        try (OutboxTable outbox = new OutboxTable();
                RelayUnderTest relay = RelayUnderTest.start();
                BroadcastConsumers consumers =
                        new BroadcastConsumers(Map.of("bootstrap.servers", TestStores.bootstrapServers()))) {
            consumers.listen(OutboxTable.TOPIC, 0, new BroadcastListener() {
                @Override
                public void placed() {
                    placed.countDown();
                }

                @Override
                public void received(ReceivedEvent event) {
                    if (event.key().equals(key.toString())) {
                        received.put(event.sequence(), System.nanoTime());
                    }
                }
            });
            placed.await();
            long start = System.nanoTime();
            for (long write = 0; write < WRITES; write++) {
                long due = start + write * 1_000_000_000L / WRITES_PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                outbox.append(write, List.of(key));
                committed.put(write, System.nanoTime());
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> received.size() == WRITES);
            assertThat(relay.published()).isEqualTo(WRITES);
        }

        List<Duration> sorted = received.entrySet().stream()
                .filter(event -> event.getKey() >= WARM_UP)
                .map(event -> Duration.ofNanos(event.getValue() - committed.get(event.getKey())))
                .sorted()
                .toList();
        Duration p99 = sorted.get(sorted.size() * 99 / 100);
        assertThat(p99)
                .as("p50 %s, p99 %s", sorted.get(sorted.size() / 2), p99)
                .isLessThanOrEqualTo(Duration.ofMillis(250));
    }
}
