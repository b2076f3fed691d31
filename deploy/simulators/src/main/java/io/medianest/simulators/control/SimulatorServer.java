package io.medianest.simulators.control;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One address that a simulator answers on: everything it receives goes through the log and the faults, and it can be
 * taken down and brought back on the same port.
 */
public final class SimulatorServer {

    private static final long BODY_LIMIT = 100 * 1024;

    /** How a server that is down meets a client. */
    public enum Down {
        /** Nothing listens: the connection is refused. */
        REFUSING,
        /** The connection is accepted and reset. */
        RESETTING
    }

    private final Vertx vertx;
    private final String host;
    private final Router router;
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private @Nullable PfxOptions certificate;
    private int port;
    private volatile @Nullable HttpServer listening;
    private volatile boolean resetting;

    private SimulatorServer(Vertx vertx, String host) {
        this.vertx = vertx;
        this.host = host;
        this.router = Router.router(vertx);
    }

    /**
     * A server that does not listen yet.
     *
     * @param control answers {@code /__control/*}, untouched by faults
     * @param application answers everything else
     */
    public static SimulatorServer create(Vertx vertx, String host, Router control, Router application) {
        SimulatorServer server = new SimulatorServer(vertx, host);
        server.router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        server.router.route("/__control/*").subRouter(control);
        server.router.route().handler(server.log::record);
        server.router.route().handler(server.faults::apply);
        server.router.route("/*").subRouter(application);
        return server;
    }

    /** The same server, answering with TLS; to be said before it listens. */
    public SimulatorServer secured(PfxOptions certificate) {
        this.certificate = certificate;
        return this;
    }

    /**
     * Starts listening and waits for it.
     *
     * @param port 0 for a free one
     * @throws IllegalStateException when the port can't be had
     */
    public synchronized void listen(int port) {
        HttpServerOptions options = new HttpServerOptions().setHost(host).setPort(port);
        PfxOptions secured = certificate;
        if (secured != null) {
            options.setSsl(true).setKeyCertOptions(secured);
        }
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::received);
        try {
            await(server.listen());
        } catch (CompletionException e) {
            throw new IllegalStateException("Cannot listen on port " + port + " of " + host, e.getCause());
        }
        this.port = server.actualPort();
        this.listening = server;
    }

    /** Goes down; connections that are open are broken too. Does nothing that is not undone by {@link #comeBack()}. */
    public synchronized void goDown(Down how) {
        comeBack();
        HttpServer server = listening;
        if (how == Down.RESETTING) {
            resetting = true;
        } else if (server != null) {
            await(server.close());
            listening = null;
        }
    }

    /** Is up again, on the same port. */
    public synchronized void comeBack() {
        resetting = false;
        if (listening == null) {
            listen(port);
        }
    }

    /** Whether clients are answered. */
    public boolean isUp() {
        return listening != null && !resetting;
    }

    /** What was received. */
    public RequestLog log() {
        return log;
    }

    /** What goes wrong on purpose. */
    public Faults faults() {
        return faults;
    }

    /** The port, the same across {@link #goDown} and {@link #comeBack}. */
    public synchronized int port() {
        return port;
    }

    /** {@code http://host:port}. */
    public String baseUrl() {
        return "http://" + host + ":" + port();
    }

    private void connected(HttpConnection connection) {
        if (resetting) {
            Connections.reset(connection);
        }
    }

    private void received(HttpServerRequest request) {
        if (resetting) {
            Connections.reset(request.connection());
        } else {
            router.handle(request);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
