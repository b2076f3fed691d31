package io.medianest.simulators.plex;

import io.medianest.simulators.catalog.Catalog;
import io.medianest.simulators.control.SimulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.util.Set;

/**
 * plex.tv and one media server that is registered there, each at its own address. It starts with the owner's account,
 * three empty libraries and no collection.
 */
public final class PlexSimulator implements AutoCloseable {

    /** What the media server calls itself. */
    public static final String MACHINE_IDENTIFIER = "5f1c0e9d7b3a4286a1d4c8e2f6b09753aa10cc42";
    /** The id of the account that owns the server. */
    public static final int OWNER = 1000001;

    private final Vertx vertx;
    private final Accounts accounts = new Accounts();
    private final Pins pins = new Pins();
    private final PlexLibrary library;
    private final Scanner scanner;
    private final Collections collections;
    private final SimulatorServer plexTv;
    private final SimulatorServer server;

    private PlexSimulator(String host, String youtubeDirectory) {
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        this.library = new PlexLibrary(Catalog.load(), youtubeDirectory);
        this.scanner = new Scanner(vertx, library);
        this.collections = new Collections(library);
        PlexControl control = new PlexControl(this);
        this.server = SimulatorServer.create(vertx, host, control.serverRouter(vertx), serverCalls());
        this.plexTv = SimulatorServer.create(vertx, host, control.plexTvRouter(vertx), plexTvCalls());
        seed();
    }

    /** Starts both on free ports of the loopback address. */
    public static PlexSimulator start() {
        return start("127.0.0.1", 0, 0, "/media/youtube");
    }

    /**
     * Starts both.
     *
     * @param plexTvPort 0 for a free one
     * @param serverPort 0 for a free one
     * @param youtubeDirectory where the library of other videos lies; scanned for real if it exists
     */
    public static PlexSimulator start(String host, int plexTvPort, int serverPort, String youtubeDirectory) {
        PlexSimulator simulator = new PlexSimulator(host, youtubeDirectory);
        simulator.plexTv.listen(plexTvPort);
        simulator.server.listen(serverPort);
        return simulator;
    }

    /** plex.tv: its address, log and faults. */
    public SimulatorServer plexTv() {
        return plexTv;
    }

    /** The media server: its address, log and faults. */
    public SimulatorServer server() {
        return server;
    }

    /** Who has an account, and who may use the server. */
    public Accounts accounts() {
        return accounts;
    }

    /** The owner's account. */
    public PlexAccount owner() {
        return accounts.get(OWNER);
    }

    /** The sign-ins under way. */
    public Pins pins() {
        return pins;
    }

    /** What is in the server's libraries. */
    public PlexLibrary library() {
        return library;
    }

    /** The server's disk and how it is scanned. */
    public Scanner scanner() {
        return scanner;
    }

    /** The server's collections. */
    public Collections collections() {
        return collections;
    }

    /** As it was when it started, and up; the addresses stay. */
    public void reset() {
        for (SimulatorServer each : new SimulatorServer[] {plexTv, server}) {
            each.comeBack();
            each.faults().clear();
            each.log().clear();
        }
        accounts.clear();
        pins.clear();
        library.clear();
        scanner.clear();
        collections.clear();
        seed();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void seed() {
        accounts.add(OWNER, "owner", "owner@example.org", true, Set.of());
    }

    private Router serverCalls() {
        Router router = Router.router(vertx);
        new PlexServerRoutes(accounts, library, scanner, MACHINE_IDENTIFIER).add(router);
        new CollectionRoutes(library, collections, MACHINE_IDENTIFIER).add(router);
        return router;
    }

    private Router plexTvCalls() {
        Router router = Router.router(vertx);
        new PlexTvRoutes(accounts, pins, library, MACHINE_IDENTIFIER, () -> server.baseUrl()).add(router);
        return router;
    }
}
