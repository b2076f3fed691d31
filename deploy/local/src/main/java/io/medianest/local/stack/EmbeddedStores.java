package io.medianest.local.stack;

import io.medianest.backup.WalSpool;
import io.medianest.database.DatabaseBootstrap;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.KafkaServer;
import io.medianest.stores.PostgresOptions;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.PostgresServer.Durability;
import io.medianest.stores.RedisServer;
import io.medianest.stores.RedisServer.Persistence;
import io.medianest.stores.jvm.JvmProfile;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Brings the stores along: on free ports of the loopback interface, with data that survives. */
final class EmbeddedStores {
    private static final String POSTGRES_PASSWORD = "postgres";
    private static final String REDIS_PASSWORD = "redis";

    private final Installation installation;
    private final Secrets secrets;
    private final JvmProfile profile;

    EmbeddedStores(Installation installation, Secrets secrets, JvmProfile profile) {
        this.installation = installation;
        this.secrets = secrets;
        this.profile = profile;
    }

    /**
     * Starts them, all at the same time.
     *
     * @throws StartException if one cannot be started
     */
    StoreAddresses start(Children children) {
        refuseDataWithoutPassword();
        List<Integer> ports = Ports.free(3);
        String postgresPassword = secrets.password(POSTGRES_PASSWORD);
        String redisPassword = secrets.password(REDIS_PASSWORD);
        List<Callable<Object>> starts = List.of(
                () -> children.start(
                        StopOrder.POSTGRES,
                        () -> PostgresServer.start(
                                installation.postgres(),
                                installation.logs(),
                                ports.get(0),
                                postgresPassword,
                                PostgresOptions.of(Durability.DURABLE).with(WalSpool.SETTINGS)),
                        PostgresServer::process),
                () -> children.start(
                        StopOrder.REDIS,
                        () -> RedisServer.start(
                                installation.redis(),
                                installation.logs(),
                                ports.get(1),
                                redisPassword,
                                Persistence.KEPT),
                        RedisServer::process),
                () -> children.start(
                        StopOrder.KAFKA,
                        () -> KafkaServer.start(installation.kafka(), installation.logs(), ports.get(2), profile),
                        KafkaServer::process));
        children.inParallel(starts);
        return new StoreAddresses(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(ports.get(0)),
                PostgresServer.SUPERUSER,
                postgresPassword,
                DatabaseBootstrap.DATABASE,
                "redis://127.0.0.1:%d".formatted(ports.get(1)),
                Optional.of(redisPassword),
                "127.0.0.1:%d".formatted(ports.get(2)));
    }

    /** Ends those that an earlier launcher left behind; returns what was ended. */
    static List<String> endLeftovers(Installation installation) {
        List<String> ended = new ArrayList<>();
        if (KafkaServer.endLeftover(installation.kafka())) {
            ended.add("Kafka");
        }
        if (RedisServer.endLeftover(installation.redis())) {
            ended.add("Redis");
        }
        if (PostgresServer.endLeftover(installation.postgres())) {
            ended.add("PostgreSQL");
        }
        return ended;
    }

    private void refuseDataWithoutPassword() {
        if (Files.isDirectory(installation.postgres().resolve("data")) && !secrets.hasPassword(POSTGRES_PASSWORD)) {
            throw new StartException(
                    "The data in %s is there, but its password is not: restore %s, or start over with ./medianest reset."
                            .formatted(installation.postgres(), secrets.passwordFile(POSTGRES_PASSWORD)));
        }
    }
}
