package io.medianest.bench.measure;

import io.medianest.bench.data.BareClient;
import io.medianest.bench.data.Household;
import io.medianest.bench.data.Tokens;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.machine.ProcessUsage;
import io.medianest.local.stack.ServiceDefinition;
import io.medianest.local.stack.Stack;
import io.medianest.local.stack.Suite;
import io.medianest.stores.process.ChildProcess;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The running suite, and what measures it: one event loop that makes all load, and a connection of the superuser. */
public final class Workbench implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Stack stack;
    private final Pace pace;
    private final Connection superuser;
    private final Household household;
    private final Tokens tokens;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final NetClient client =
            vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(5_000));

    private Workbench(Stack stack, Pace pace, Connection superuser, Tokens tokens) {
        this.stack = stack;
        this.pace = pace;
        this.superuser = superuser;
        this.household = new Household(superuser);
        this.tokens = tokens;
    }

    /** Sets up on a suite that has been started. */
    public static Workbench of(Stack stack, Pace pace) throws SQLException {
        Connection superuser = DriverManager.getConnection(
                stack.stores().jdbcUrl(),
                stack.stores().superuser(),
                stack.stores().superuserPassword());
        return new Workbench(stack, pace, superuser, Tokens.of(superuser, stack.secrets()));
    }

    /** How long to measure. */
    Pace pace() {
        return pace;
    }

    /** The suite. */
    Stack stack() {
        return stack;
    }

    /** What the database holds. */
    public Household household() {
        return household;
    }

    /** Makes access tokens. */
    Tokens tokens() {
        return tokens;
    }

    /** May do anything in the database. */
    Connection superuser() {
        return superuser;
    }

    /** Whose event loop makes the load. */
    Vertx vertx() {
        return vertx;
    }

    /** Connects on the event loop. */
    NetClient client() {
        return client;
    }

    /** Where the gateway is. */
    URI gateway() {
        return stack.address();
    }

    /** Where a service is, past the gateway. */
    URI service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .map(stack::serviceAddress)
                .orElseThrow();
    }

    /** All services, the gateway last. */
    List<ServiceDefinition> services() {
        List<ServiceDefinition> services = new ArrayList<>(Suite.MEDIANEST.services());
        services.add(Suite.MEDIANEST.gateway());
        return services;
    }

    /** Does something on the event loop, and waits for what comes of it. */
    <T> T await(Supplier<Future<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.runOnContext(start -> work.get().onComplete(done -> {
            if (done.succeeded()) {
                result.complete(done.result());
            } else {
                result.completeExceptionally(done.cause());
            }
        }));
        try {
            return result.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The bench was interrupted", e);
        }
    }

    /** Connections to a server, on the event loop. */
    List<HttpConnection> connect(URI server, int count) {
        List<HttpConnection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(await(() -> HttpConnection.open(client, server)));
        }
        return connections;
    }

    /** Connections to the database as media-service has them. */
    List<BareClient> connectBare(int count, int pipelining) {
        List<BareClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(await(() -> BareClient.open(
                    vertx,
                    stack.stores().reactiveUrl(),
                    "media_service",
                    stack.secrets().password("database-media_service"),
                    pipelining)));
        }
        return clients;
    }

    /** What each process takes. */
    Map<String, ProcessUsage> usage() {
        Map<String, ProcessUsage> usage = new LinkedHashMap<>();
        for (ChildProcess process : stack.processes()) {
            usage.put(process.name(), ProcessUsage.of(process.identity().pid()));
        }
        return usage;
    }

    /** Lets time pass, in which the suite has nothing to do. */
    void quiet(Duration time) {
        await(() -> vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Closes every connection. */
    @Override
    public void close() throws SQLException {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        superuser.close();
    }
}
