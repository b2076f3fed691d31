package io.medianest.local.stack;

import io.medianest.local.installation.Installation;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.process.ChildCommand;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.LogFile;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import io.medianest.stores.process.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * The services and the gateway, from the jars that were built. The system property {@code medianest.java} names a program
 * that runs them in place of this JVM's own {@code java}, as the check of the images does.
 */
final class Services {
    /** How long a service may take until it answers. */
    static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    /** A run that notes what it loads writes that down when it ends, which takes a slow machine its time. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private final StackOptions options;
    private final ServiceEnvironment environment;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /**
     * @param simulated variables that lead the services to the simulators; empty if there are none
     */
    Services(StackOptions options, StoreAddresses stores, Secrets secrets, Map<String, String> simulated) {
        this.options = options;
        this.environment = new ServiceEnvironment(options, stores, secrets, simulated, endpoints);
        for (ServiceDefinition service : options.suite().services()) {
            endpoints.put(service.name(), Endpoint.free());
        }
        int port = options.port() == 0 ? Ports.free() : options.port();
        endpoints.put(options.suite().gateway().name(), new Endpoint(options.host(), port, Ports.free()));
    }

    /**
     * Starts all at the same time; returns when all are ready.
     *
     * @throws StartException if one does not become ready
     */
    void start(Children children) {
        List<Callable<ChildProcess>> starts = new ArrayList<>();
        for (ServiceDefinition service : options.suite().services()) {
            starts.add(() -> children.start(StopOrder.SERVICES, () -> start(service), Function.identity()));
        }
        ServiceDefinition gateway = options.suite().gateway();
        starts.add(() -> children.start(StopOrder.GATEWAY, () -> start(gateway), Function.identity()));
        children.inParallel(starts);
    }

    /** Where a service listens. */
    Endpoint endpoint(ServiceDefinition service) {
        return Objects.requireNonNull(endpoints.get(service.name()), service.name());
    }

    /** Ends what an earlier launcher left behind; returns what was ended. */
    static List<String> endLeftovers(Installation installation, List<String> names) {
        return names.stream()
                .filter(name ->
                        ChildProcess.endLeftover(name, installation.identityFile(name), StopSignal.TERM, STOP_TIMEOUT))
                .toList();
    }

    /** Whether there is a service that a startup cache would help and that has none. */
    boolean lackStartupCaches() {
        return options.suite().all().stream()
                .anyMatch(service -> !cache(service).exists());
    }

    /**
     * Makes the startup caches that are missing: each service runs once until it is ready, and what it has loaded by
     * then is kept.
     *
     * @throws StartException if that fails; the services then start without
     */
    void makeStartupCaches(Children children) {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (ServiceDefinition service : options.suite().all()) {
            StartupCache cache = cache(service);
            if (!cache.exists()) {
                tasks.add(() -> {
                    ChildProcess trained = children.start(
                            StopOrder.SERVICES,
                            () -> start(service, service.name(), cache.record()),
                            Function.identity());
                    children.stop(trained);
                    run(service, cache.create());
                    cache.finish();
                    return true;
                });
            }
        }
        children.inParallel(tasks);
    }

    /**
     * Starts one more instance of a service beside the one that runs, and stops it.
     *
     * @return how long it took from the start of the process until it was ready
     */
    Duration measureStart(ServiceDefinition service) {
        Endpoint endpoint = Endpoint.free();
        long start = System.nanoTime();
        try (ChildProcess another = startAnother(service, endpoint)) {
            another.awaitReady(endpoint::isReady, START_TIMEOUT);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /** Starts one more instance of a service beside the one that runs, without waiting until it is ready. */
    ChildProcess startAnother(ServiceDefinition service, Endpoint endpoint) {
        return startAnother(service, "another", endpoint);
    }

    /** The same for instances that run beside each other, each with a mark of its own. */
    ChildProcess startAnother(ServiceDefinition service, String mark, Endpoint endpoint) {
        return launch(
                service, service.name() + "-" + mark, endpoint, cache(service).use());
    }

    private StartupCache cache(ServiceDefinition service) {
        return StartupCache.of(application(service), options.profile().options(service.jvm()));
    }

    /** Starts one; returns when it is ready. */
    ChildProcess start(ServiceDefinition service) {
        return start(service, service.name(), cache(service).use());
    }

    private ChildProcess start(ServiceDefinition service, String name, List<String> cacheOptions) {
        Endpoint endpoint = endpoint(service);
        ChildProcess process = launch(service, name, endpoint, cacheOptions);
        process.awaitReady(endpoint::isReady, START_TIMEOUT);
        return process;
    }

    private ChildProcess launch(ServiceDefinition service, String name, Endpoint endpoint, List<String> cacheOptions) {
        return ChildProcess.start(child(service, name, cacheOptions, environment.of(service, endpoint)));
    }

    private void run(ServiceDefinition service, List<String> cacheOptions) {
        ChildProcess.start(child(service, service.name() + "-startup-cache", cacheOptions, Map.of()))
                .awaitSuccess(START_TIMEOUT);
    }

    private ChildCommand child(
            ServiceDefinition service, String name, List<String> cacheOptions, Map<String, String> environment) {
        Installation installation = options.installation();
        return new ChildCommand(
                name,
                command(service, cacheOptions),
                application(service),
                environment,
                new LogFile(installation.logs().resolve(name + ".log"), JsonLog::sentence),
                installation.identityFile(name),
                StopSignal.TERM,
                STOP_TIMEOUT);
    }

    private Path application(ServiceDefinition service) {
        Path application =
                options.installation().project().resolve(service.name()).resolve("target/quarkus-app");
        if (!Files.exists(application.resolve("quarkus-run.jar"))) {
            throw new StartException(service.name() + " has not been built; ./medianest up builds it.");
        }
        return application;
    }

    private List<String> command(ServiceDefinition service, List<String> cacheOptions) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty(
                "medianest.java",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options.profile().options(service.jvm()));
        command.addAll(cacheOptions);
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        return command;
    }
}
