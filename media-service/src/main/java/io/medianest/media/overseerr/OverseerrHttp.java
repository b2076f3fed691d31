package io.medianest.media.overseerr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.media.connection.OverseerrConnection;
import io.medianest.media.connection.OverseerrConnections;
import io.medianest.media.overseerr.OverseerrUnavailableException.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Carries calls to Overseerr: time-outs, a circuit breaker over all of them, a retry of questions, and never more than
 * two changes at a time, because many at once hang Overseerr for good. Redirects are not followed: they would carry the
 * key elsewhere.
 */
@ApplicationScoped
class OverseerrHttp {
    private static final String API = "/api/v1";
    private static final int CONNECTIONS = 8;
    private static final int WAITING = 64;
    private static final int CHANGES_AT_ONCE = 2;
    private static final int BREAKER_WINDOW = 6;
    private static final Duration TIMEOUT_SLACK = Duration.ofMillis(500);
    private static final TypeLiteral<Uni<Answer>> UNI_OF_ANSWER = new TypeLiteral<>() {};

    private final OverseerrConnections connections;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final HttpClient http;
    private final Guard breaker;
    private final Guard changes = Guard.create()
            .withDescription("overseerr-changes")
            .withThreadOffload(false)
            .withBulkhead()
            .limit(CHANGES_AT_ONCE)
            .queueSize(WAITING)
            .done()
            .build();

    OverseerrHttp(
            Vertx vertx,
            OverseerrConnections connections,
            OverseerrConfig config,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.connections = connections;
        this.json = json;
        this.metrics = metrics;
        http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setKeepAliveTimeout(30)
                        .setMaxWaitQueueSize(WAITING),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        breaker = Guard.create()
                .withDescription("overseerr")
                .withThreadOffload(false)
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_WINDOW)
                .delay(config.breakerDelay().toMillis(), ChronoUnit.MILLIS)
                .when(failure -> failure instanceof OverseerrUnavailableException unavailable
                        && unavailable.reason().isTrouble())
                .done()
                .build();
    }

    /** Asks; tried up to three times while Overseerr is in trouble. */
    Uni<Answer> ask(Call call) {
        Uni<Answer> attempts = guarded(call)
                .onFailure(failure -> failure instanceof OverseerrUnavailableException unavailable
                        && unavailable.reason().isTrouble())
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .withJitter(0.5)
                .atMost(2);
        return onCallersContext(attempts);
    }

    /** Asks once, for somebody who is waiting. */
    Uni<Answer> askOnce(Call call) {
        return onCallersContext(guarded(call));
    }

    /** Changes something; never repeated by itself. */
    Uni<Answer> change(Call call) {
        Uni<Answer> change = Uni.createFrom()
                .deferred(() -> changes.get(() -> guarded(call), UNI_OF_ANSWER))
                .onFailure(BulkheadException.class)
                .transform(failure -> new OverseerrUnavailableException(Reason.RESTING, false));
        return onCallersContext(change);
    }

    private Uni<Answer> guarded(Call call) {
        return Uni.createFrom()
                .deferred(() -> breaker.get(() -> measured(call), UNI_OF_ANSWER))
                .onFailure(CircuitBreakerOpenException.class)
                .transform(failure -> new OverseerrUnavailableException(Reason.RESTING, false));
    }

    private Uni<Answer> measured(Call call) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample started = Timer.start(metrics);
            return send(call)
                    .onItemOrFailure()
                    .invoke((answer, failure) -> started.stop(Timer.builder("medianest.media.overseerr.calls")
                            .description("Calls to Overseerr by operation and outcome")
                            .tag("operation", call.operation())
                            .tag("outcome", outcome(answer, failure))
                            .register(metrics)));
        });
    }

    private static String outcome(@Nullable Answer answer, @Nullable Throwable failure) {
        if (failure instanceof OverseerrUnavailableException unavailable) {
            return unavailable.reason().name().toLowerCase(Locale.ROOT);
        }
        return answer == null ? "failure" : Integer.toString(answer.status());
    }

    private Uni<Answer> send(Call call) {
        OverseerrConnection connection = connections.current().orElse(null);
        if (connection == null) {
            return Uni.createFrom().failure(new OverseerrUnavailableException(Reason.NOT_CONFIGURED, false));
        }
        return http.request(options(call, connection))
                .onFailure()
                .transform(failure -> new OverseerrUnavailableException(Reason.UNREACHABLE, false))
                .chain(request -> exchange(request, call))
                .ifNoItem()
                .after(call.timeout().plus(TIMEOUT_SLACK))
                .failWith(() -> new OverseerrUnavailableException(Reason.TIMEOUT, true))
                .invoke(this::checkConnection);
    }

    private static RequestOptions options(Call call, OverseerrConnection connection) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(connection.baseUrl() + API + call.path())
                .setTimeout(call.timeout().toMillis())
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json")
                .putHeader("X-Api-Key", connection.apiKey());
        return call.asUser() == null
                ? options
                : options.putHeader("X-API-User", call.asUser().toString());
    }

    private Uni<Answer> exchange(HttpClientRequest request, Call call) {
        Uni<HttpClientResponse> response = call.method().equals(HttpMethod.GET)
                ? request.send()
                : request.putHeader("Content-Type", "application/json").send(Buffer.buffer(body(call)));
        return response.chain(
                        received -> received.body().map(body -> new Answer(received.statusCode(), body.toString())))
                .onFailure()
                .transform(failure -> new OverseerrUnavailableException(
                        isTimeout(failure) ? Reason.TIMEOUT : Reason.UNREACHABLE, true));
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof java.util.concurrent.TimeoutException;
    }

    private String body(Call call) {
        try {
            return call.body() == null ? "" : json.writeValueAsString(call.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The body of " + call.operation() + " could not be written", e);
        }
    }

    /** Tells answers about the connection from answers about what was asked. */
    private void checkConnection(Answer answer) {
        if (answer.status() == 429 || (answer.status() >= 502 && answer.status() <= 504)) {
            throw new OverseerrUnavailableException(Reason.OVERLOADED, answer.status() != 429);
        }
        if (answer.status() != 403 && answer.status() != 401) {
            return;
        }
        String message = answer.text("message", json);
        if (message.contains("csrf")) {
            throw new OverseerrUnavailableException(Reason.CSRF_PROTECTION, false);
        }
        // The guard before the API answers {status, error}; the API itself always gives a message.
        if (message.isEmpty()) {
            throw new OverseerrUnavailableException(Reason.KEY_REFUSED, false);
        }
    }

    /** Timers and retries come back on other threads; whoever called goes on where it was. */
    private static Uni<Answer> onCallersContext(Uni<Answer> answer) {
        return Uni.createFrom().deferred(() -> {
            Context caller = io.vertx.core.Vertx.currentContext();
            return caller == null ? answer : answer.emitOn(command -> caller.runOnContext(nothing -> command.run()));
        });
    }
}
