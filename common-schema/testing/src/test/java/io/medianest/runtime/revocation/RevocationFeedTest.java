package io.medianest.runtime.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.database.LoginRole;
import io.medianest.events.revocation.RevocationHeartbeat;
import io.medianest.events.revocation.TokenRevoked;
import io.medianest.runtime.events.BroadcastConsumers;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stores.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevocationFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Revocations revocations = new Revocations();
    private final Vertx vertx = Vertx.vertx();
    private final UUID session = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private BroadcastConsumers consumers;
    private EventPublisher publisher;

    @BeforeAll
    static void startStores() {
        TestStores.start();
    }

    @BeforeEach
    void open() {
        consumers = new BroadcastConsumers(Map.of("bootstrap.servers", TestStores.bootstrapServers()));
        publisher = EventPublisher.create();
    }

    @AfterEach
    void close() {
        consumers.close();
        publisher.close();
        vertx.close();
    }

    @Test
    void isReadyOnceItKnowsWhatWasRevokedBefore() throws Exception {
        revokeInDatabase("session", session, null);
        revokeInDatabase("user", user, 4);
        RevocationFeed feed = start(postgresPort());

        await().atMost(PATIENCE).until(feed::isReady);
        assertThat(accepts(UUID.randomUUID(), session, 9)).isFalse();
        assertThat(accepts(user, UUID.randomUUID(), 3)).isFalse();
        assertThat(accepts(user, UUID.randomUUID(), 4)).isTrue();
        assertThat(revocations.silence()).isLessThan(PATIENCE);
    }

    @Test
    void refusesWithinASecondWhatIsRevokedWhileItRuns() throws Exception {
        RevocationFeed feed = start(postgresPort());
        await().atMost(PATIENCE).until(feed::isReady);
        assertThat(accepts(user, session, 1)).isTrue();
        publisher.publish(TokenRevoked.ofSession(session, in5Minutes()), 1);

        await().atMost(Duration.ofSeconds(1)).until(() -> !accepts(user, session, 1));
    }

    @Test
    void takesItsPlaceInTheTopicBeforeItReadsTheDatabase() throws Exception {
        int port = freePort();
        RevocationFeed feed = start(port);
        // The database is not there yet, and still what is published now is heard.
        await().atMost(PATIENCE).untilAsserted(() -> {
            publisher.publish(TokenRevoked.ofSession(session, in5Minutes()), 1);
            assertThat(accepts(user, session, 1)).isFalse();
        });
        assertThat(feed.isReady()).isFalse();
        publisher.publish(new RevocationHeartbeat(Instant.now()), 1);
        UUID later = UUID.randomUUID();
        publisher.publish(TokenRevoked.ofSession(later, in5Minutes()), 1);
        await().atMost(PATIENCE).until(() -> !accepts(user, later, 1));
        assertThat(revocations.silence())
                .as("a heartbeat vouches for nothing while older revocations are unknown")
                .isGreaterThan(Duration.ofDays(1));

        NetServer database = forward(port, postgresPort());
        await().atMost(PATIENCE).until(feed::isReady);
        assertThat(revocations.silence()).isLessThan(PATIENCE);
        database.close();
    }

    @Test
    void heartbeatsEndTheSilence() throws Exception {
        RevocationFeed feed = start(postgresPort());
        await().atMost(PATIENCE).until(feed::isReady);
        Instant sign = Instant.now();
        publisher.publish(new RevocationHeartbeat(sign), 1);

        await().atMost(PATIENCE)
                .until(() -> !revocations
                        .silence()
                        .minus(Duration.between(sign, Instant.now()))
                        .isPositive());
    }

    private RevocationFeed start(int databasePort) {
        PgConnectOptions options = PgConnectOptions.fromUri(TestStores.reactiveUrl())
                .setPort(databasePort)
                .setUser(LoginRole.GATEWAY.roleName())
                .setPassword(TestStores.password());
        Pool pool = Pool.newInstance(
                PgBuilder.pool().connectingTo(options).using(vertx).build());
        RevocationFeed feed = new RevocationFeed(revocations, consumers, pool, vertx, new SimpleMeterRegistry());
        feed.start(new StartupEvent());
        return feed;
    }

    private boolean accepts(UUID ofUser, UUID ofSession, int version) {
        return revocations.accepts(ofUser, ofSession, version, Instant.now());
    }

    private static Instant in5Minutes() {
        return Instant.now().plusSeconds(300);
    }

    private static void revokeInDatabase(String kind, UUID subject, Integer version) throws SQLException {
        try (Connection connection = TestStores.connect(LoginRole.AUTH_SERVICE);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into revocations (kind, subject_id, version, until) values (?, ?, ?, ?)")) {
            insert.setString(1, kind);
            insert.setObject(2, subject);
            insert.setObject(3, version);
            insert.setTimestamp(4, Timestamp.from(in5Minutes()));
            insert.executeUpdate();
        }
    }

    private static int postgresPort() {
        return PgConnectOptions.fromUri(TestStores.reactiveUrl()).getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Makes PostgreSQL appear on a port. */
    private NetServer forward(int port, int to) {
        NetClient client = vertx.createNetClient();
        NetServer server = vertx.createNetServer();
        server.connectHandler(incoming -> {
            incoming.pause();
            client.connect(to, "127.0.0.1").onSuccess(outgoing -> connect(incoming, outgoing));
        });
        server.listen(port, "127.0.0.1");
        return server;
    }

    private static void connect(NetSocket incoming, NetSocket outgoing) {
        incoming.pipeTo(outgoing);
        outgoing.pipeTo(incoming);
    }
}
