package io.medianest.gateway.health;

import io.medianest.gateway.route.Destination;
import io.medianest.gateway.route.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the services how they are, at most every few seconds, however many people want to know. */
@ApplicationScoped
class ServiceStates {
    private final HttpClient client;
    private final HealthConfig config;
    private final RouteTable routes;
    private @Nullable Future<Map<String, Boolean>> last;
    private long askedAt;

    ServiceStates(Vertx vertx, HealthConfig config, RouteTable routes) {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.timeout().toMillis())
                .setKeepAlive(false));
        this.config = config;
        this.routes = routes;
    }

    /** Which services can serve, by name, in a fixed order. Does not fail. */
    synchronized Future<Map<String, Boolean>> current() {
        long now = System.nanoTime();
        if (last == null || now - askedAt > config.cache().toNanos()) {
            askedAt = now;
            last = ask();
        }
        return last;
    }

    private Future<Map<String, Boolean>> ask() {
        List<Destination> destinations = routes.destinations();
        List<Future<Boolean>> answers = new ArrayList<>();
        destinations.forEach(destination -> answers.add(isUp(destination)));
        return Future.all(answers).map(all -> {
            Map<String, Boolean> states = new LinkedHashMap<>();
            for (int i = 0; i < destinations.size(); i++) {
                states.put(destinations.get(i).service().label(), all.resultAt(i));
            }
            return states;
        });
    }

    private Future<Boolean> isUp(Destination destination) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(destination.healthUrl().toString())
                .setMethod(HttpMethod.GET)
                .setTimeout(config.timeout().toMillis());
        return client.request(options)
                .compose(HttpClientRequest::send)
                .map(response -> {
                    // The status says it all; whatever follows is not waited for.
                    response.request().connection().close();
                    return !destination.healthIsReadiness() || response.statusCode() == 200;
                })
                .otherwise(false);
    }
}
