package io.medianest.local.stack;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/**
 * The address of a service as a cluster gives it one: new connections go to the instance that takes calls now, those that
 * are open stay where they are.
 */
final class Balancer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient();
    private volatile int apiPort;
    private volatile int managementPort;

    private Balancer() {}

    /** @param address where it is reached from now on; the first instance follows with {@link #lead} */
    static Balancer at(Endpoint address) {
        Balancer balancer = new Balancer();
        balancer.listen(address.port(), near -> balancer.join(near, balancer.apiPort));
        balancer.listen(address.managementPort(), near -> balancer.join(near, balancer.managementPort));
        return balancer;
    }

    /** Leads new connections to this instance. */
    void lead(Endpoint instance) {
        apiPort = instance.port();
        managementPort = instance.managementPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void listen(int port, Handler<NetSocket> joined) {
        vertx.createNetServer()
                .connectHandler(joined)
                .listen(port, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void join(NetSocket near, int port) {
        near.pause();
        client.connect(port, HOST).onFailure(refused -> near.close()).onSuccess(far -> {
            far.handler(near::write);
            near.handler(far::write);
            far.closeHandler(closed -> near.close());
            near.closeHandler(closed -> far.close());
            near.resume();
        });
    }
}
