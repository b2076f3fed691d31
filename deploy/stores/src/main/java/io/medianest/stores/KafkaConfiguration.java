package io.medianest.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The broker's configuration: one node, small, loopback only.
 *
 * @param directory the broker's own folder
 * @param port where clients reach the broker
 * @param controllerPort where the broker reaches itself as the controller
 * @param durable whether what is acknowledged is on the disk
 */
record KafkaConfiguration(Path directory, int port, int controllerPort, boolean durable) {
    /** Any will do, as long as it stays the same. */
    static final String CLUSTER_ID = "bWVkaWFuZXN0LWxvY2FsMA";

    Path file() {
        return directory.resolve("server.properties");
    }

    boolean isFormatted() {
        return Files.exists(data().resolve("meta.properties"));
    }

    void write() throws IOException {
        // Topics are declared, never made by a typing error; replication is what a single node can give. The voters
        // stand here and not in the data, where a standalone node would keep the controller's port of its first start.
        // A cluster relies on its other nodes for what one has not written to the disk yet; a single node cannot, and
        // the outbox forgets what was acknowledged.
        Files.writeString(file(), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=data
                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=3
                group.initial.rebalance.delay.ms=0
                log.cleaner.dedupe.buffer.size=8388608
                log.segment.bytes=67108864
                log.flush.interval.messages=%3$d
                """.formatted(port, controllerPort, durable ? 1 : Long.MAX_VALUE));
    }

    private Path data() {
        return directory.resolve("data");
    }
}
