package io.medianest.gateway.access;

import io.medianest.gateway.access.Credential.Exchangeable;
import io.medianest.gateway.client.ClientsOfRequests;
import io.medianest.gateway.route.Destination;
import io.medianest.gateway.route.RouteTable;
import io.medianest.gateway.route.Service;
import io.medianest.runtime.correlation.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks auth-service for an access token. */
@ApplicationScoped
class ExchangeCalls {
    private static final Logger LOG = Logger.getLogger(ExchangeCalls.class);
    private static final String PATH = "/internal/token-exchange";
    private static final int MAX_ANSWER = 16 * 1024;

    private final ExchangeConfig config;
    private final ClientsOfRequests clients;
    private final Optional<HttpClient> client;

    ExchangeCalls(Vertx vertx, ExchangeConfig config, RouteTable routes, ClientsOfRequests clients) {
        this.config = config;
        this.clients = clients;
        client = routes.destinations().stream()
                .filter(destination -> destination.service() == Service.AUTH)
                .findFirst()
                .map(destination -> client(vertx, destination, config));
    }

    private static HttpClient client(Vertx vertx, Destination auth, ExchangeConfig config) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(auth.url().getHost())
                        .setDefaultPort(auth.port())
                        .setSsl(auth.isTls()),
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.waiting()));
    }

    /**
     * Exchanges once.
     *
     * @param context the request that it is for
     * @return never fails
     */
    Future<Outcome> exchange(Exchangeable credential, RoutingContext context) {
        JsonObject body = new JsonObject()
                .put(credential.kind().member(), credential.text())
                .put("clientAddress", clients.of(context).address());
        RequestOptions call = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(PATH)
                .setTimeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader(Correlation.HEADER, Correlation.of(context).id());
        return client.map(http -> http.request(call)
                        .compose(request -> request.send(body.toBuffer()))
                        .compose(response -> response.body().map(answer -> read(response.statusCode(), answer))))
                .orElseGet(() -> Future.failedFuture("auth-service is not part of this installation"))
                .recover(failure -> {
                    LOG.warnf("Nothing can be exchanged at auth-service: %s", failure.toString());
                    return Future.succeededFuture(new Outcome.Unavailable(failure));
                });
    }

    private Outcome read(int status, Buffer answer) {
        if (status == 401) {
            return new Outcome.Refused();
        }
        if (status != 200 || answer.length() > MAX_ANSWER) {
            throw new IllegalStateException("an exchange is answered " + status);
        }
        JsonObject token = answer.toJsonObject();
        return new Outcome.Given(
                token.getString("accessToken"),
                Instant.now().plusSeconds(token.getLong("expiresIn")).minus(config.renewBefore()));
    }
}
