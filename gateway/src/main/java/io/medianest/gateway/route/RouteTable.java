package io.medianest.gateway.route;

import io.medianest.gateway.route.RoutesConfig.Address;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declared routes: the first path segment after {@code /api/v1} decides the service. Segments are compared whole
 * and as they came, so that {@code /usersX} or {@code /%75sers} is nobody's.
 */
@ApplicationScoped
public class RouteTable {
    /** What every address of the API begins with. */
    public static final String BASE = "/api/v1/";

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Map<Service, List<String>> DECLARED = Map.of(
            Service.AUTH,
            List.of("auth", "users"),
            Service.MEDIA,
            List.of("media", "media-requests", "images", "webhooks", "library"),
            Service.YOUTUBE,
            List.of("youtube-downloads"),
            Service.MONITOR,
            List.of(
                    "services",
                    "service-configs",
                    "incidents",
                    "maintenance-windows",
                    "alert-channels",
                    "alert-deliveries",
                    "status-page",
                    "errors",
                    "correlations",
                    "audit",
                    "stats",
                    "dead-letters",
                    "jobs"));

    private final Map<String, Route> routes = new HashMap<>();
    private final Map<Service, Destination> destinations = new EnumMap<>(Service.class);

    RouteTable(RoutesConfig config) {
        add(Service.AUTH, config.auth());
        add(Service.MEDIA, config.media());
        add(Service.YOUTUBE, config.youtube());
        add(Service.MONITOR, config.monitor());
    }

    /**
     * The route of a path.
     *
     * @param path as it came, not decoded
     * @return empty if no service of this installation answers it
     */
    public Optional<Route> find(String path) {
        if (!path.startsWith(BASE)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', BASE.length());
        String segment = path.substring(BASE.length(), end < 0 ? path.length() : end);
        return Optional.ofNullable(routes.get(segment));
    }

    /** The services of this installation, in a fixed order. */
    public List<Destination> destinations() {
        return List.copyOf(destinations.values());
    }

    private void add(Service service, Address address) {
        if (address.url().isEmpty()) {
            return;
        }
        URI url = checked(service, address.url().get());
        Destination destination = new Destination(
                service,
                url,
                address.healthUrl().orElse(url),
                address.healthUrl().isPresent());
        destinations.put(service, destination);
        for (String segment : DECLARED.getOrDefault(service, List.of())) {
            routes.put(segment, new Route(BASE + segment, destination));
        }
    }

    private static URI checked(Service service, URI url) {
        String path = url.getRawPath();
        boolean bare = path == null || path.isEmpty() || path.equals("/");
        if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null || !bare) {
            throw new IllegalStateException("medianest.gateway.routes." + service.label()
                    + ".url must be scheme, host and port only, such as http://127.0.0.1:8081, but is " + url);
        }
        return url;
    }
}
