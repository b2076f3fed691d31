package io.medianest.local.stack;

import io.medianest.local.installation.Installation;
import io.medianest.local.installation.Secret;
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

/** The services and the gateway, from the jars that were built. */
final class Services {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final StackOptions options;
    private final StoreAddresses stores;
    private final Secrets secrets;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    Services(StackOptions options, StoreAddresses stores, Secrets secrets) {
        this.options = options;
        this.stores = stores;
        this.secrets = secrets;
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

    private ChildProcess start(ServiceDefinition service) {
        Installation installation = options.installation();
        Path application = installation.project().resolve(service.name()).resolve("target/quarkus-app");
        if (!Files.exists(application.resolve("quarkus-run.jar"))) {
            throw new StartException(service.name() + " has not been built; ./medianest up builds it.");
        }
        Endpoint endpoint = endpoint(service);
        ChildProcess process = ChildProcess.start(new ChildCommand(
                service.name(),
                command(service, application),
                application,
                environment(service, endpoint),
                new LogFile(installation.logs().resolve(service.name() + ".log"), JsonLog::sentence),
                installation.identityFile(service.name()),
                StopSignal.TERM,
                STOP_TIMEOUT));
        process.awaitReady(endpoint::isReady, START_TIMEOUT);
        return process;
    }

    private static List<String> command(ServiceDefinition service, Path application) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(service.heapMegabytes()),
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (Files.exists(application.resolve("app.aot"))) {
            command.add("-XX:AOTCache=app.aot");
        }
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        return command;
    }

    private Map<String, String> environment(ServiceDefinition service, Endpoint endpoint) {
        Map<String, String> environment = new LinkedHashMap<>(options.environment());
        ExternalStores.LAUNCHER_ONLY.forEach(name -> environment.put(name, ""));
        environment.put("QUARKUS_HTTP_HOST", endpoint.host());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(endpoint.port()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(endpoint.managementPort()));
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", stores.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", service.role().roleName());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", new Database(stores, secrets).password(service.role()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", stores.kafka());
        environment.put("QUARKUS_REDIS_HOSTS", stores.redisUrl());
        stores.redisPassword().ifPresent(password -> environment.put("QUARKUS_REDIS_PASSWORD", password));
        for (Secret secret : service.secrets()) {
            environment.put(secret.variable(), secrets.file(secret).toString());
        }
        if (service.equals(options.suite().gateway())) {
            addRoutes(environment);
        }
        return environment;
    }

    private void addRoutes(Map<String, String> environment) {
        for (ServiceDefinition service : options.suite().services()) {
            Endpoint endpoint = endpoint(service);
            String prefix = "MEDIANEST_GATEWAY_ROUTES_" + service.routeName();
            environment.put(prefix + "_URL", endpoint.address().toString());
            environment.put(prefix + "_HEALTH_URL", endpoint.readiness().toString());
        }
    }
}
