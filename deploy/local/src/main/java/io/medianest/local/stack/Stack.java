package io.medianest.local.stack;

import io.medianest.local.installation.AlreadyRunningException;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.LauncherLock;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The whole of MediaNest from the jars that were built, as {@code ./medianest up} runs it: stores, services, gateway and,
 * if wanted, simulators.
 */
public final class Stack implements AutoCloseable {
    private static final long MEGABYTES_NEEDED = 1024;
    private static final long MAX_LOG_BYTES = 20L * 1024 * 1024;
    private static final long WATCH_MILLIS = 500;

    private final StackOptions options;
    private final Progress progress;
    private final LauncherLock lock;
    private final Secrets secrets;
    private final Children children = new Children();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Running running;

    private Stack(StackOptions options, Progress progress, LauncherLock lock) {
        this.options = options;
        this.progress = progress;
        this.lock = lock;
        this.secrets = Secrets.of(options.installation());
    }

    /**
     * Takes the installation, and ends what a launcher that was killed left running in it. Nothing is started yet.
     *
     * @throws AlreadyRunningException if another launcher has the installation
     * @throws StartException if the disk is too full or cannot be written to, or the gateway's port is taken
     */
    public static Stack prepare(StackOptions options, Progress progress) {
        Installation installation = options.installation();
        installation.prepare(MEGABYTES_NEEDED);
        String address =
                new Endpoint(options.host(), options.port(), 0).address().toString();
        LauncherLock lock = LauncherLock.acquire(installation, address);
        try {
            List<String> ended = Leftovers.end(installation, options.suite());
            if (!ended.isEmpty()) {
                progress.note("The last run was killed; ended what it left: %s.".formatted(String.join(", ", ended)));
            }
            GatewayPort.check(options.host(), options.port());
            return new Stack(options, progress, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Starts everything; returns when everything is ready.
     *
     * @throws StartException if something cannot be started, or {@link #close} was called; whatever was started runs
     *     until {@link #close}
     */
    public void start() {
        StoreAddresses stores = options.external()
                ? new ExternalStores(options.environment()).addresses()
                : progress.step(
                        "PostgreSQL, Redis, Kafka",
                        () -> new EmbeddedStores(options.installation(), secrets, options.profile()).start(children));
        Database database = new Database(stores, secrets);
        progress.step("database and topics", () -> prepareStores(stores, database));
        Optional<Simulators> simulators =
                options.simulators() ? Optional.of(new Simulators(options, secrets)) : Optional.empty();
        Services services = new Services(
                options,
                stores,
                secrets,
                simulators.map(Simulators::environmentOfServices).orElse(Map.of()));
        if (options.startupCaches()) {
            makeStartupCaches(services);
        }
        URI address = services.endpoint(options.suite().gateway()).address();
        simulators.ifPresent(
                simulated -> progress.step("simulators of Plex, Overseerr, Uptime Kuma and YouTube", () -> {
                    simulated.start(children, database, address);
                    return simulated;
                }));
        progress.step(String.join(", ", options.suite().names()), () -> {
            services.start(children);
            return services;
        });
        running = new Running(stores, services, simulators.map(Simulators::control));
        lock.ready(address.toString(), stores.jdbcUrl(), stores.kafka());
    }

    /** Only the speed of later starts depends on them, so that nothing here keeps MediaNest from starting. */
    private void makeStartupCaches(Services services) {
        try {
            if (services.lackStartupCaches()) {
                progress.step("once after a build: caches for faster starts", () -> {
                    services.makeStartupCaches(children);
                    return services;
                });
            }
        } catch (StartException e) {
            if (isClosing()) {
                throw e;
            }
            progress.note("MediaNest starts without: " + e.getMessage());
        }
    }

    private List<Boolean> prepareStores(StoreAddresses stores, Database database) {
        Callable<Boolean> tables = () -> {
            database.prepare();
            return true;
        };
        Callable<Boolean> topics = () -> {
            new TopicCreation(stores.kafka()).run();
            return true;
        };
        return children.inParallel(List.of(tables, topics));
    }

    /** Where the gateway is. */
    public URI address() {
        return serviceAddress(options.suite().gateway());
    }

    /** Where a service is, past the gateway. */
    public URI serviceAddress(ServiceDefinition service) {
        return running().services().endpoint(service).address();
    }

    /** Where a service tells its metrics, in Prometheus' text format. */
    public URI metricsAddress(ServiceDefinition service) {
        return running().services().endpoint(service).metrics();
    }

    /**
     * Starts one more instance of a service beside the one that runs, and stops it.
     *
     * @return how long it took from the start of the process until it was ready
     * @throws StartException if it does not become ready
     */
    public Duration measureStart(ServiceDefinition service) {
        return running().services().measureStart(service);
    }

    /** Where the stores are. */
    public StoreAddresses stores() {
        return running().stores();
    }

    /** The installation's passwords and keys. */
    public Secrets secrets() {
        return secrets;
    }

    /** Where the simulators are controlled; empty if there are none. */
    public Optional<URI> simulators() {
        return running().simulators();
    }

    /** The processes, in the order they will be stopped in. */
    public List<ChildProcess> processes() {
        return children.list();
    }

    /** Whether {@link #close} has been called. */
    public boolean isClosing() {
        return closing.get();
    }

    /**
     * Watches the processes and keeps their logs small.
     *
     * @return when one of them has ended by itself, a sentence that says which, with its last words; empty when
     *     everything has been stopped by {@link #close}
     */
    public Optional<String> awaitEnd() throws InterruptedException {
        while (!closed.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<ChildProcess> ended = children.ended();
            if (ended.isPresent()) {
                ChildProcess child = ended.get();
                return Optional.of("%s ended unexpectedly with code %d.%s"
                        .formatted(child.name(), child.onExit().join(), ChildProcess.quote(child.log())));
            }
            limitLogs();
        }
        return Optional.empty();
    }

    private void limitLogs() {
        for (ChildProcess child : children.list()) {
            try {
                child.log().limit(MAX_LOG_BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException("The log of " + child.name() + " cannot be kept small", e);
            }
        }
    }

    /** Stops everything in order and gives the installation back; returns when that is done, whoever called first. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                children.close();
            } finally {
                lock.close();
                closed.countDown();
            }
        } else {
            awaitClosed();
        }
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("The stack has not been started");
        }
        return running;
    }

    /** What is known once everything runs. */
    private record Running(StoreAddresses stores, Services services, Optional<URI> simulators) {}
}
