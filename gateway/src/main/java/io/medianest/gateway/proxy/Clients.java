package io.medianest.gateway.proxy;

import io.medianest.gateway.route.Destination;
import io.medianest.gateway.route.RouteTable;
import io.medianest.gateway.route.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Two bounded pools of connections to each service: a service that hangs, or many streams, leave the others alone. */
@ApplicationScoped
public class Clients {
    private static final int MOST_CLOSED = 3;
    private static final int KEEP_ALIVE_SECONDS = 3;
    private static final int MAX_HEADER_SIZE = 32 * 1024;

    private final Vertx vertx;
    private final ProxyConfig config;
    private final Breakers breakers;
    private final Map<Service, HttpClient> calls = new EnumMap<>(Service.class);
    private final Map<Service, HttpClient> streams = new EnumMap<>(Service.class);

    Clients(Vertx vertx, ProxyConfig config, RouteTable routes, Breakers breakers) {
        this.vertx = vertx;
        this.config = config;
        this.breakers = breakers;
        for (Destination destination : routes.destinations()) {
            calls.put(destination.service(), client(destination, config.calls(), config.waitingCalls()));
            streams.put(destination.service(), client(destination, config.streams(), 0));
        }
    }

    /**
     * A connection to a service.
     *
     * @param stream whether the answer is expected to go on for long
     * @return fails if the service cannot be reached or has too much to do
     */
    public Future<HttpClientRequest> request(Destination destination, boolean stream) {
        return request(client(destination.service(), stream), MOST_CLOSED);
    }

    /** Who waits for a connection may be given one that its service has just closed; nothing was sent by it. */
    private Future<HttpClientRequest> request(HttpClient client, int left) {
        return client.request(new RequestOptions()
                        .setConnectTimeout(config.connectTimeout().toMillis()))
                .recover(failure -> failure instanceof HttpClosedException && left > 0
                        ? request(client, left - 1)
                        : Future.failedFuture(failure));
    }

    /** The breaker that calls and streams of a service share. */
    Breaker breaker(Service service) {
        return breakers.of(service);
    }

    HttpClient client(Service service, boolean stream) {
        HttpClient client = (stream ? streams : calls).get(service);
        if (client == null) {
            throw new IllegalArgumentException(service + " is not part of this installation");
        }
        return client;
    }

    private HttpClient client(Destination destination, int connections, int waiting) {
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost(destination.url().getHost())
                .setDefaultPort(destination.port())
                .setSsl(destination.isTls())
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                // Shorter than services keep an idle connection, and go on in a cluster after they have begun to stop,
                // so
                // that no request meets its closing.
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setReadIdleTimeout((int) config.silence().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(MAX_HEADER_SIZE)
                .setDecompressionSupported(false);
        return vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(waiting));
    }
}
