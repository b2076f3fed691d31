package io.medianest.auth.plex;

import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Carries calls to Plex: time-outs, a circuit breaker, and a rest when Plex asks for one. Redirects are not followed: they
 * would carry a token elsewhere. Whatever keeps Plex from answering is 503 {@code PLEX_UNAVAILABLE}.
 */
@ApplicationScoped
class PlexHttp {
    private static final int CONNECTIONS = 8;
    private static final int WAITING = 64;
    private static final int BREAKER_WINDOW = 6;
    private static final Duration TIMEOUT_SLACK = Duration.ofMillis(500);
    private static final TypeLiteral<Uni<PlexAnswer>> UNI_OF_ANSWER = new TypeLiteral<>() {};

    private final PlexConfig config;
    private final PlexClientIdentity identity;
    private final MeterRegistry metrics;
    private final String version;
    private final HttpClient http;
    private final Guard breaker;
    private final PlexPatience patience = new PlexPatience();

    PlexHttp(
            Vertx vertx,
            PlexConfig config,
            PlexClientIdentity identity,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.identity = identity;
        this.metrics = metrics;
        this.version = version;
        http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setKeepAliveTimeout(30)
                        .setMaxWaitQueueSize(WAITING),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        breaker = Guard.create()
                .withDescription("plex")
                .withThreadOffload(false)
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_WINDOW)
                .delay(config.breakerDelay().toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    /**
     * Asks plex.tv.
     *
     * @param operation names the call in metrics
     * @param path with its query
     * @param token the person's; null for none
     */
    Uni<PlexAnswer> ask(String operation, HttpMethod method, String path, @Nullable String token) {
        return CallersContext.keep(identity.identifier().chain(identifier -> {
            Duration rest = patience.left();
            return rest.isPositive()
                    ? Uni.createFrom().failure(PlexProblems.asksForPatience(rest))
                    : guarded(
                            operation,
                            options(method, config.tvUrl() + path, token)
                                    .putHeader("X-Plex-Client-Identifier", identifier.toString()));
        }));
    }

    /** Asks the household's own server, which has its own troubles; without a token. */
    Uni<PlexAnswer> askServer(String operation, String url) {
        return CallersContext.keep(measured(operation, options(HttpMethod.GET, url, null)));
    }

    private Uni<PlexAnswer> guarded(String operation, RequestOptions options) {
        return Uni.createFrom()
                .deferred(() -> breaker.get(() -> measured(operation, options), UNI_OF_ANSWER))
                .onFailure(CircuitBreakerOpenException.class)
                .transform(failure -> PlexProblems.resting(config.breakerDelay()))
                .invoke(this::checkPatience);
    }

    private Uni<PlexAnswer> measured(String operation, RequestOptions options) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample started = Timer.start(metrics);
            return send(options)
                    .onItemOrFailure()
                    .invoke((answer, failure) -> started.stop(Timer.builder("medianest.auth.plex.calls")
                            .description("Calls to Plex by operation and outcome")
                            .tag("operation", operation)
                            .tag("outcome", answer == null ? "failure" : Integer.toString(answer.status()))
                            .register(metrics)));
        });
    }

    private Uni<PlexAnswer> send(RequestOptions options) {
        return http.request(options)
                .chain(HttpClientRequest::send)
                .chain(this::read)
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(failure ->
                        failure instanceof TimeoutException ? PlexProblems.slow() : PlexProblems.unreachable())
                .ifNoItem()
                .after(config.timeout().plus(TIMEOUT_SLACK))
                .failWith(PlexProblems::slow);
    }

    private Uni<PlexAnswer> read(HttpClientResponse response) {
        if (response.statusCode() == 429) {
            patience.asked(response.getHeader("Retry-After"));
        }
        return response.body().map(body -> {
            if (response.statusCode() >= 500) {
                throw PlexProblems.failing();
            }
            return new PlexAnswer(response.statusCode(), body.toString());
        });
    }

    /** Not within the breaker: to be asked for patience is no failure of Plex. */
    private void checkPatience(PlexAnswer answer) {
        if (answer.status() == 429) {
            throw PlexProblems.asksForPatience(patience.left());
        }
    }

    private RequestOptions options(HttpMethod method, String url, @Nullable String token) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setTimeout(config.timeout().toMillis())
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json")
                .putHeader("X-Plex-Product", PlexTv.PRODUCT)
                .putHeader("X-Plex-Version", version);
        return token == null ? options : options.putHeader("X-Plex-Token", token);
    }
}
