package io.medianest.testing.stores;

import io.medianest.database.DatabaseBootstrap;
import io.medianest.database.DatabaseMigration;
import io.medianest.database.LoginRole;
import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.medianest.stores.KafkaServer;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.PostgresServer.Durability;
import io.medianest.stores.RedisServer;
import io.medianest.stores.RedisServer.Persistence;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Three running stores, prepared for MediaNest; stopped when this JVM ends, whichever way. */
record StartedStores(PostgresServer postgres, RedisServer redis, KafkaServer kafka) {

    static StartedStores start() {
        // A folder for each JVM: whatever an earlier run left behind can't be in the way.
        Path folder = Path.of(
                "target", "test-stores", Long.toString(ProcessHandle.current().pid()));
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<PostgresServer> postgres =
                    CompletableFuture.supplyAsync(() -> startPostgres(folder, password), threads);
            CompletableFuture<KafkaServer> kafka = CompletableFuture.supplyAsync(() -> startKafka(folder), threads);
            RedisServer redis = RedisServer.start(folder.resolve("redis"), 0, password, Persistence.DISCARDED);
            StartedStores stores = new StartedStores(postgres.join(), redis, kafka.join());
            Runtime.getRuntime().addShutdownHook(new Thread(stores::stop, "test-stores-stop"));
            return stores;
        }
    }

    String jdbcUrl() {
        return postgres.jdbcUrl(TestStores.DATABASE);
    }

    String reactiveUrl() {
        return postgres.reactiveUrl(TestStores.DATABASE);
    }

    String redisUrl() {
        return redis.url();
    }

    String password() {
        return postgres.password();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    private static PostgresServer startPostgres(Path folder, String password) {
        PostgresServer server = PostgresServer.start(folder.resolve("postgres"), 0, password, Durability.FAST);
        Map<LoginRole, String> passwords =
                Arrays.stream(LoginRole.values()).collect(Collectors.toMap(Function.identity(), role -> password));
        DatabaseBootstrap.bootstrap(
                server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, password, TestStores.DATABASE, passwords);
        DatabaseMigration.migrate(server.jdbcUrl(TestStores.DATABASE), LoginRole.MEDIANEST_OWNER.roleName(), password);
        return server;
    }

    private static KafkaServer startKafka(Path folder) {
        KafkaServer server = KafkaServer.start(folder.resolve("kafka"), 0);
        createTopics(server.bootstrapServers());
        return server;
    }

    /** Creates every declared topic on a broker that is alone. */
    static void createTopics(String bootstrapServers) {
        List<NewTopic> topics =
                Topics.all().stream().map(StartedStores::onOneBroker).toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the topics were created", e);
        }
    }

    private static NewTopic onOneBroker(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.settings());
    }

    private void stop() {
        kafka.close();
        redis.close();
        postgres.close();
    }
}
