package io.medianest.local.stack;

import static io.medianest.local.installation.Secret.AUTH_KEYSET;
import static io.medianest.local.installation.Secret.CONNECTIONS_KEYSET;
import static io.medianest.local.installation.Secret.PEPPER;
import static io.medianest.local.installation.Secret.SETUP_TOKEN;
import static io.medianest.local.installation.Secret.WEBHOOK;

import io.medianest.database.LoginRole;
import io.medianest.stores.jvm.JvmRole;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is to start besides the stores.
 *
 * @param services those behind the gateway
 * @param gateway the way in
 */
public record Suite(List<ServiceDefinition> services, ServiceDefinition gateway) {
    /** MediaNest as it is; another service is another line. */
    public static final Suite MEDIANEST = new Suite(
            List.of(
                    new ServiceDefinition(
                            "auth-service",
                            LoginRole.AUTH_SERVICE,
                            JvmRole.AUTH_SERVICE,
                            List.of(PEPPER, AUTH_KEYSET, SETUP_TOKEN)),
                    new ServiceDefinition(
                            "media-service",
                            LoginRole.MEDIA_SERVICE,
                            JvmRole.MEDIA_SERVICE,
                            List.of(PEPPER, CONNECTIONS_KEYSET, WEBHOOK)),
                    new ServiceDefinition(
                            "youtube-service",
                            LoginRole.YOUTUBE_SERVICE,
                            JvmRole.YOUTUBE_SERVICE,
                            List.of(PEPPER, CONNECTIONS_KEYSET)),
                    new ServiceDefinition(
                            "monitor-service",
                            LoginRole.MONITOR_SERVICE,
                            JvmRole.MONITOR_SERVICE,
                            List.of(PEPPER, CONNECTIONS_KEYSET))),
            new ServiceDefinition("gateway", LoginRole.GATEWAY, JvmRole.GATEWAY, List.of(PEPPER)));

    /** Copies the list. */
    public Suite {
        services = List.copyOf(services);
    }

    /** The services, then the gateway. */
    public List<ServiceDefinition> all() {
        List<ServiceDefinition> all = new ArrayList<>(services);
        all.add(gateway);
        return all;
    }

    /** The names of all, the gateway first. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(gateway.name()));
        services.forEach(service -> names.add(service.name()));
        return names;
    }
}
