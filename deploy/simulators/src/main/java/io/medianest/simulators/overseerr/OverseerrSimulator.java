package io.medianest.simulators.overseerr;

import io.medianest.simulators.catalog.Catalog;
import io.medianest.simulators.control.ArtworkHandler;
import io.medianest.simulators.control.Faults;
import io.medianest.simulators.control.RequestLog;
import io.medianest.simulators.control.SimulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;

/**
 * An Overseerr that keeps its state in memory. It starts with its owner as the only user, an empty library, and no
 * webhook.
 */
public final class OverseerrSimulator implements AutoCloseable {

    private final Vertx vertx;
    private final Store store;
    private final Users users;
    private final Webhooks webhooks;
    private final Requests requests;
    private final Library library;
    private final WriteGate writes;
    private final SimulatorServer server;
    private volatile OverseerrOptions options;

    private OverseerrSimulator(String host, OverseerrOptions options) {
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        this.options = options;
        this.store = new Store(Catalog.load());
        this.users = new Users(store);
        this.webhooks = new Webhooks(vertx);
        this.requests = new Requests(store, webhooks);
        this.library = new Library(store, webhooks, () -> this.options.product());
        this.writes = new WriteGate(() -> this.options.writeDelay());
        this.server = SimulatorServer.create(vertx, host, new OverseerrControl(this).router(vertx), application());
        seed();
    }

    /** Starts one on the loopback address, with {@link OverseerrOptions#DEFAULT}; port 0 is a free one. */
    public static OverseerrSimulator start(int port) {
        return start("127.0.0.1", port, OverseerrOptions.DEFAULT);
    }

    /** Starts one; port 0 is a free one. */
    public static OverseerrSimulator start(String host, int port, OverseerrOptions options) {
        OverseerrSimulator simulator = new OverseerrSimulator(host, options);
        simulator.server.listen(port);
        return simulator;
    }

    /** Where it answers: {@code http://host:port}, without the {@code /api/v1}. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** The key that clients must send. */
    public String apiKey() {
        return options.apiKey();
    }

    /** The users. */
    public Users users() {
        return users;
    }

    /** The requests, and what their operator does with them. */
    public Requests requests() {
        return requests;
    }

    /** What is in the library. */
    public Library library() {
        return library;
    }

    /** The webhook and what goes wrong with it. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** How many writes there were at once, and whether they were too many. */
    public WriteGate writes() {
        return writes;
    }

    /** What goes wrong on purpose. */
    public Faults faults() {
        return server.faults();
    }

    /** What was received. */
    public RequestLog log() {
        return server.log();
    }

    /** The server, to take down and bring back. */
    public SimulatorServer server() {
        return server;
    }

    /** How it behaves. */
    public OverseerrOptions options() {
        return options;
    }

    /** Makes it behave otherwise from now on. */
    public void options(OverseerrOptions options) {
        this.options = options;
    }

    /** As it was when it started, and up; the address and {@link #options()} stay. */
    public void reset() {
        server.comeBack();
        server.faults().clear();
        server.log().clear();
        webhooks.clear();
        writes.clear();
        users.clear();
        store.clear();
        seed();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    Views views() {
        return new Views(store);
    }

    private void seed() {
        users.addPlexUser(1000001, "owner", "owner@example.org");
    }

    private Router application() {
        Api api = new Api(store, this::options);
        SettingsRoutes settings = new SettingsRoutes(webhooks, this::options);
        Router calls = Router.router(vertx);
        calls.route().handler(writes::pass);
        calls.route().handler(api::identify);
        settings.addPublic(calls, api);
        calls.route().handler(api.guard(0));
        new TitleRoutes(store).add(calls, api);
        new UserRoutes(store, users).add(calls, api);
        new RequestRoutes(store, webhooks, this::options).add(calls, api);
        settings.add(calls, api);
        calls.route().handler(api.handle(ctx -> new Api.Answer(404, Api.error("not found"))));
        Router application = Router.router(vertx);
        application.route("/api/v1/*").subRouter(calls);
        application.route("/t/p/*").handler(ArtworkHandler::answer);
        return application;
    }
}
