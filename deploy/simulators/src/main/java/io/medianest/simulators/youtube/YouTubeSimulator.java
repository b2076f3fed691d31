package io.medianest.simulators.youtube;

import io.medianest.simulators.control.SimulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * YouTube behind a proxy: yt-dlp that is run with {@link #proxyUrl()} and trusts {@link #certificate()} meets it where it
 * expects YouTube. Empty when it starts. Needs a JDK, and ffmpeg for the first download.
 */
public final class YouTubeSimulator implements AutoCloseable {
    private final Vertx vertx;
    private final String host;
    private final Channel channel = new Channel();
    private final Certificate certificate;
    private final SimulatorServer server;
    private final ConnectProxy proxy;

    private YouTubeSimulator(String host, Path folder) {
        this.host = host;
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4));
        certificate = Certificate.in(made(folder));
        MediaFiles files = new MediaFiles(folder);
        Router calls = Router.router(vertx);
        new WatchRoutes(channel, files).add(calls);
        new PlaybackRoutes(vertx, channel, files).add(calls);
        new BesideRoutes().add(calls);
        server = SimulatorServer.create(vertx, "127.0.0.1", new YouTubeControl(this).router(vertx), calls)
                .secured(certificate.options());
        server.listen(0);
        proxy = new ConnectProxy(vertx, server.port());
    }

    /** Starts it on a free port of the loopback address, with its videos in a folder of its own. */
    public static YouTubeSimulator start() {
        try {
            return start("127.0.0.1", 0, Files.createTempDirectory("medianest-youtube"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it.
     *
     * @param port of the proxy; 0 for a free one
     * @param folder where it keeps the videos that it made, and its certificate; made if missing
     */
    public static YouTubeSimulator start(String host, int port, Path folder) {
        YouTubeSimulator simulator = new YouTubeSimulator(host, folder);
        simulator.proxy.listen(host, port);
        return simulator;
    }

    /** The proxy to be used, {@code http://host:port}. */
    public String proxyUrl() {
        return "http://" + host + ":" + proxy.port();
    }

    /** The certificate to be trusted, for {@code SSL_CERT_FILE}. */
    public Path certificate() {
        return certificate.pem();
    }

    /** What is there, and what is the matter with it. */
    public Channel channel() {
        return channel;
    }

    /** The server behind the proxy: its log and faults. */
    public SimulatorServer server() {
        return server;
    }

    /** What clients wanted to reach through the proxy beside YouTube. */
    public List<String> refused() {
        return proxy.refused();
    }

    /** As it was when it started, and up. */
    public void reset() {
        server.comeBack();
        server.faults().clear();
        server.log().clear();
        proxy.refused().clear();
        channel.clear();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
