package io.medianest.runtime.events;

import io.medianest.events.MalformedEventException;
import io.medianest.events.Topic;
import io.medianest.events.deadletter.DeadLetterHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions of a topic without a group, on a thread of its own, from the end or a little before it. Goes on
 * where it was after an outage, and says so to its listener when that is no longer possible.
 */
final class BroadcastConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BroadcastConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final String topic;
    private final long backlog;
    private final BroadcastListener listener;
    private final Map<String, Object> config;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<String, String> current;

    /**
     * Begins to read.
     *
     * @param topic what to read
     * @param backlog how many events before the end to begin with, in each partition
     * @param listener who hears them
     * @param kafka how to reach Kafka
     */
    BroadcastConsumer(Topic topic, long backlog, BroadcastListener listener, Map<String, Object> kafka) {
        this.topic = topic.name();
        this.backlog = backlog;
        this.listener = listener;
        config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "broadcast-" + this.topic);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        thread = Thread.ofPlatform().name("broadcast-" + this.topic).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopping.countDown();
        Consumer<String, String> reading = current;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<String, String> consumer =
                    new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
                current = consumer;
                read(consumer);
            } catch (InvalidOffsetException e) {
                LOG.warnf("Events of %s were lost while Kafka could not be read; starting anew", topic);
                next.clear();
            } catch (KafkaException e) {
                if (isRunning()) {
                    LOG.warnf("%s cannot be read, next try in %s: %s", topic, PAUSE, e.getMessage());
                    pause();
                }
            }
        }
    }

    private void read(Consumer<String, String> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("The topic does not exist yet");
        }
        consumer.assign(partitions);
        boolean anew = next.isEmpty();
        if (anew) {
            takePlace(consumer, partitions);
        }
        next.forEach(consumer::seek);
        if (anew) {
            listener.placed();
        }
        while (isRunning()) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                hear(record);
                next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
            }
        }
    }

    private void takePlace(Consumer<String, String> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        next.put(partition, Math.max(first.getOrDefault(partition, 0L), end - backlog)));
    }

    /** What one record does must not keep the others from being heard. */
    private void hear(ConsumerRecord<String, String> record) {
        if (record.headers().lastHeader(DeadLetterHeaders.REPLAY_FOR) != null) {
            // Published again for a group consumer; here it was heard when it was new.
            return;
        }
        try {
            listener.received(ReceivedEvent.of(record));
        } catch (MalformedEventException e) {
            LOG.warnf("%s-%d-%d is no event: %s", topic, record.partition(), record.offset(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s-%d-%d was not handled", topic, record.partition(), record.offset());
        }
    }

    private void pause() {
        try {
            boolean stopped = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debugf("Reading %s again: %s", topic, !stopped);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
