package io.medianest.events;

import java.time.Duration;
import java.util.Map;

/**
 * A Kafka topic as every deployment creates it.
 *
 * @param name the full name
 * @param partitions how many partitions; order is kept per key, so this must not change once keys matter
 * @param replicas copies in a cluster of at least that many brokers; with fewer brokers, one per broker
 * @param retention how long events are kept
 */
public record Topic(String name, int partitions, int replicas, Duration retention) {
    private static final int DEAD_LETTER_PARTITIONS = 1;
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
    /** Kafka deletes whole segments: several per retention, so that old events really go. */
    private static final int SEGMENTS_PER_RETENTION = 6;

    /** Where events go that a consumer of this topic could not handle. */
    public Topic deadLetters() {
        return new Topic(name + ".dlq", DEAD_LETTER_PARTITIONS, replicas, DEAD_LETTER_RETENTION);
    }

    /** The topic's configuration in Kafka's own keys. */
    public Map<String, String> settings() {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(retention.toMillis()),
                "segment.ms", Long.toString(retention.toMillis() / SEGMENTS_PER_RETENTION));
    }
}
