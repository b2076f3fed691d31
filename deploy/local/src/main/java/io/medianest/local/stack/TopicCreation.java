package io.medianest.local.stack;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.medianest.stores.process.StartException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/** Makes the declared topics, and gives those that are there already the declared settings. */
final class TopicCreation {
    private static final int PATIENCE_SECONDS = 30;

    private final String bootstrapServers;

    TopicCreation(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** @throws StartException if Kafka cannot be reached or refuses */
    void run() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", PATIENCE_SECONDS * 1000);
        try (Admin admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .size();
            List<NewTopic> missing = new ArrayList<>();
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (Topic topic : Topics.all()) {
                if (existing.contains(topic.name())) {
                    changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), settingsOf(topic));
                } else {
                    missing.add(newTopic(topic, brokers));
                }
            }
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            admin.incrementalAlterConfigs(changes).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | org.apache.kafka.common.KafkaException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new StartException(
                    "The topics cannot be made in Kafka at %s: %s".formatted(bootstrapServers, cause.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("The start was interrupted.", e);
        }
    }

    private static NewTopic newTopic(Topic topic, int brokers) {
        short replicas = (short) Math.min(topic.replicas(), brokers);
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.of(replicas))
                .configs(topic.settings());
    }

    private static Collection<AlterConfigOp> settingsOf(Topic topic) {
        return topic.settings().entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }
}
