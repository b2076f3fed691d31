package io.medianest.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.stores.jvm.JvmProfile;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {
    private static final String TOPIC = "facts";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    @Tag("full")
    void keepsTopicsAndRecordsOverARestartOnOtherPorts() throws Exception {
        try (KafkaServer server = KafkaServer.start(folder, 0)) {
            createTopic(server);
            produce(server, "first");
        }
        try (KafkaServer server = KafkaServer.start(folder, 0)) {
            produce(server, "second");
            assertThat(consume(server, 2)).containsExactly("first", "second");
        }
    }

    @Test
    void writesWhatItAcknowledgesToTheDiskUnlessItIsForTests() throws Exception {
        try (KafkaServer server = KafkaServer.start(folder, folder, 0, JvmProfile.HOME)) {
            assertThat(flushedAfter(server)).isEqualTo("1");
        }
        try (KafkaServer server = KafkaServer.start(folder, 0)) {
            assertThat(flushedAfter(server)).isEqualTo(Long.toString(Long.MAX_VALUE));
        }
    }

    @Test
    @Tag("full")
    void endsWhatAnEarlierStartLeftBehindOnTheSameData() throws Exception {
        KafkaServer left = KafkaServer.start(folder, 0);
        createTopic(left);
        produce(left, "first");

        try (KafkaServer server = KafkaServer.start(folder, 0)) {
            assertThat(left.process().isAlive()).isFalse();
            assertThat(consume(server, 1)).containsExactly("first");
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.LOOPBACK)) {
            assertThatThrownBy(() -> KafkaServer.start(folder, taken.getLocalPort()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Kafka ended with code 1 while starting. Last lines of")
                    .hasMessageContaining("Address already in use");
        }
    }

    /** How many records may wait to be written, as the broker says. */
    private static String flushedAfter(KafkaServer server) throws Exception {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            return admin.describeConfigs(List.of(broker))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .get(broker)
                    .get("log.flush.interval.messages")
                    .value();
        }
    }

    private static void createTopic(KafkaServer server) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void produce(KafkaServer server, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", server.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** The first {@code count} values, read as a member of a group. */
    private static List<String> consume(KafkaServer server, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                server.bootstrapServers(),
                "group.id",
                "test",
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                count);
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (values.size() < count && System.nanoTime() - deadline < 0) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
