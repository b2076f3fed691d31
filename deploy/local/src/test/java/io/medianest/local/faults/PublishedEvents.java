package io.medianest.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.events.Topic;
import io.medianest.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that Kafka holds about requests. */
final class PublishedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Published> events;

    /** An event: its type and id, the request and the film that it is about. */
    private record Published(String type, String id, String request, int film) {}

    private PublishedEvents(List<Published> events) {
        this.events = events;
    }

    /** Reads the topic from its beginning to its end. */
    static PublishedEvents read(String bootstrapServers) {
        String topic = Topics.MEDIA_REQUESTS.name();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Published> events = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> events.add(published(record)));
            }
            return new PublishedEvents(events);
        }
    }

    /** How many events were ever published to a topic. */
    static long count(Topic topic, String bootstrapServers) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** The ids of a request's events of one type. */
    Set<String> ids(String request, String type) {
        return events.stream()
                .filter(event -> event.request().equals(request) && event.type().equals(type))
                .map(Published::id)
                .collect(Collectors.toSet());
    }

    /** The requests that there are events of, about these films. */
    Set<String> requests(Set<Integer> films) {
        return events.stream()
                .filter(event -> films.contains(event.film()))
                .map(Published::request)
                .collect(Collectors.toSet());
    }

    /** How many are there more than once, with the same id. */
    long redelivered(Set<Integer> films) {
        List<String> ids = events.stream()
                .filter(event -> films.contains(event.film()))
                .map(Published::id)
                .toList();
        return (long) ids.size() - new HashSet<>(ids).size();
    }

    private static Published published(ConsumerRecord<String, String> record) {
        try {
            return new Published(
                    header(record, "ce_type"),
                    header(record, "ce_id"),
                    record.key(),
                    JSON.readTree(record.value()).findPath("tmdbId").asInt());
        } catch (JsonProcessingException e) {
            throw new AssertionError("No event: " + record, e);
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
