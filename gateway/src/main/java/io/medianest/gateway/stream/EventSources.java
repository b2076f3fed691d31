package io.medianest.gateway.stream;

import io.medianest.gateway.proxy.Clients;
import io.medianest.gateway.route.Destination;
import io.medianest.gateway.route.RouteTable;
import io.medianest.gateway.route.Service;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The streams of the services of this installation. */
@ApplicationScoped
class EventSources {
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(10);
    private static final Map<Service, String> PATHS = Map.of(
            Service.MEDIA,
            RouteTable.BASE + "media-requests/events",
            Service.YOUTUBE,
            RouteTable.BASE + "youtube-downloads/events",
            Service.MONITOR,
            RouteTable.BASE + "services/events");

    private final List<Destination> sources;
    private final Clients clients;

    EventSources(RouteTable routes, Clients clients) {
        sources = routes.destinations().stream()
                .filter(destination -> PATHS.containsKey(destination.service()))
                .toList();
        this.clients = clients;
    }

    /** The services that have a stream. */
    List<Destination> all() {
        return sources;
    }

    /**
     * Opens a service's stream, over the connections that the gateway keeps for streams.
     *
     * @param headers what the service is to hear
     * @return the beginning of its answer, whatever its status; paused, so that nothing of it is lost
     */
    Future<HttpClientResponse> open(Destination source, MultiMap headers) {
        return clients.request(source, true).compose(request -> {
            request.setMethod(HttpMethod.GET).setURI(PATHS.get(source.service()));
            headers.forEach(header -> request.putHeader(header.getKey(), header.getValue()));
            return request.send()
                    .timeout(BEGINS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .onSuccess(HttpClientResponse::pause)
                    .onFailure(failure -> request.reset());
        });
    }
}
