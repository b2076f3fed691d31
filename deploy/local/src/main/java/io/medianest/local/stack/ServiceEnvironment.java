package io.medianest.local.stack;

import io.medianest.local.installation.Installation;
import io.medianest.local.installation.Secret;
import io.medianest.local.installation.Secrets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the processes of the services are told by environment variables. */
final class ServiceEnvironment {
    private final StackOptions options;
    private final StoreAddresses stores;
    private final Secrets secrets;
    private final Map<String, String> simulated;
    private final Map<String, Endpoint> endpoints;

    /**
     * @param simulated variables that lead the services to the simulators; empty if there are none
     * @param endpoints where each service listens, by its name; may be filled later
     */
    ServiceEnvironment(
            StackOptions options,
            StoreAddresses stores,
            Secrets secrets,
            Map<String, String> simulated,
            Map<String, Endpoint> endpoints) {
        this.options = options;
        this.stores = stores;
        this.secrets = secrets;
        this.simulated = simulated;
        this.endpoints = endpoints;
    }

    /** The variables of an instance of a service that listens there. */
    Map<String, String> of(ServiceDefinition service, Endpoint endpoint) {
        Map<String, String> environment = new LinkedHashMap<>(options.environment());
        environment.putAll(simulated);
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
        } else {
            addMail(environment);
            addYouTube(environment);
            addWatched(environment);
        }
        return environment;
    }

    /** Whoever sends mail needs to know where to without a server, and what people reach MediaNest by. */
    private void addMail(Map<String, String> environment) {
        environment.putIfAbsent(
                "MEDIANEST_MAIL_FOLDER", options.installation().mail().toString());
        environment.putIfAbsent(
                "MEDIANEST_PUBLIC_URL",
                addressOf(options.suite().gateway()).address().toString());
    }

    /** Whoever downloads needs to know where to, and with what. */
    private void addYouTube(Map<String, String> environment) {
        Installation installation = options.installation();
        environment.putIfAbsent("MEDIANEST_YOUTUBE_ROOT", installation.youtube().toString());
        environment.putIfAbsent("MEDIANEST_YOUTUBE_YT_DLP_HIDDEN", installation.hiddenFromTools());
        if (Files.isExecutable(installation.ytDlp())) {
            environment.putIfAbsent(
                    "MEDIANEST_YOUTUBE_YT_DLP_COMMAND", installation.ytDlp().toString());
        }
    }

    /** Whoever watches needs to know where each tells whether it is ready. */
    private void addWatched(Map<String, String> environment) {
        endpoints.forEach((name, endpoint) -> environment.put(
                "MEDIANEST_MONITOR_PROBE_SERVICES_" + name.replace('-', '_').toUpperCase(Locale.ROOT),
                endpoint.readiness().toString()));
    }

    private void addRoutes(Map<String, String> environment) {
        for (ServiceDefinition service : options.suite().services()) {
            Endpoint endpoint = addressOf(service);
            String prefix = "MEDIANEST_GATEWAY_ROUTES_" + service.routeName();
            environment.put(prefix + "_URL", endpoint.address().toString());
            environment.put(prefix + "_HEALTH_URL", endpoint.readiness().toString());
        }
    }

    private Endpoint addressOf(ServiceDefinition service) {
        return Objects.requireNonNull(endpoints.get(service.name()), service.name());
    }
}
