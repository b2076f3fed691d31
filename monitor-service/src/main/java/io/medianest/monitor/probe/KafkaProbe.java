package io.medianest.monitor.probe;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Kafka: whether it has a controller, and its partitions their leaders and copies. */
@ApplicationScoped
class KafkaProbe implements Probe {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Map<String, Object> settings;
    private @Nullable Admin admin;

    KafkaProbe(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "medianest-monitor-probe",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS);
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        Admin client = client();
        return Uni.createFrom()
                .completionStage(() -> client.describeCluster().controller().toCompletionStage())
                .chain(controller -> controller == null || controller.isEmpty()
                        ? Uni.createFrom().item(ProbeResult.down("It has no controller."))
                        : topics(client));
    }

    private static Uni<ProbeResult> topics(Admin client) {
        List<String> names = Topics.events().stream().map(Topic::name).toList();
        return Uni.createFrom()
                .completionStage(
                        () -> client.describeTopics(names).allTopicNames().toCompletionStage())
                .map(topics -> judged(topics.values().stream().toList()));
    }

    private static ProbeResult judged(List<TopicDescription> topics) {
        List<TopicPartitionInfo> partitions =
                topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
        if (partitions.stream().anyMatch(partition -> partition.leader() == null)) {
            return ProbeResult.impaired("Partitions are offline.");
        }
        return partitions.stream()
                        .anyMatch(partition ->
                                partition.isr().size() < partition.replicas().size())
                ? ProbeResult.impaired("Partitions have fewer copies than they should.")
                : ProbeResult.up();
    }

    private synchronized Admin client() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }
}
