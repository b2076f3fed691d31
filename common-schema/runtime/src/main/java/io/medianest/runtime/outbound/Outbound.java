package io.medianest.runtime.outbound;

import io.medianest.runtime.address.AddressRule;
import io.medianest.runtime.outbound.OutboundException.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.NetUtil;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries calls to one outside system: time-outs, bounded connections and answers, a circuit breaker over all calls, a
 * rest when it asks for one, and a timer by operation and outcome. Redirects are not followed: they would carry a token
 * elsewhere. Every call fails with {@link OutboundException} if there is no answer that says something about what was
 * asked; any other answer is one, whatever its status. Answers come on the context of the caller.
 */
public final class Outbound {
    private static final Logger LOG = Logger.getLogger(Outbound.class);
    private static final int WAITING = 64;
    private static final int BREAKER_WINDOW = 6;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final Duration TIMEOUT_SLACK = Duration.ofMillis(500);
    private static final TypeLiteral<Uni<OutboundAnswer>> UNI_OF_ANSWER = new TypeLiteral<>() {};

    private final OutboundSettings settings;
    private final MeterRegistry metrics;
    private final HttpClient http;
    private final Guard breaker;
    private final Patience patience;
    private final @Nullable AddressRule rule;
    private volatile @Nullable Instant lastAnswer;

    /** Of a system whose address the operator of this installation set: it may be anywhere. */
    public Outbound(Vertx vertx, MeterRegistry metrics, OutboundSettings settings) {
        this(vertx, metrics, settings, null);
    }

    /**
     * Makes the connections' pool and the breaker, one of each for as long as the service runs.
     *
     * @param rule which addresses may be spoken to, of a system whose address an ADMIN sets: nothing is sent over a
     *     connection to another one, whatever its name has come to mean; null for all
     */
    public Outbound(Vertx vertx, MeterRegistry metrics, OutboundSettings settings, @Nullable AddressRule rule) {
        this.settings = settings;
        this.rule = rule;
        this.metrics = metrics;
        patience = new Patience(settings.longestPatience());
        http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setKeepAliveTimeout(30)
                        .setMaxWaitQueueSize(WAITING),
                new PoolOptions().setHttp1MaxSize(settings.connections()));
        breaker = Guard.create()
                .withDescription(settings.system())
                .withThreadOffload(false)
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_WINDOW)
                .delay(settings.breakerDelay().toMillis(), ChronoUnit.MILLIS)
                .when(Outbound::isTrouble)
                .done()
                .build();
    }

    /** Asks something that changes nothing; tried up to three times while the other is in trouble. */
    public Uni<OutboundAnswer> ask(OutboundCall call) {
        return CallersContext.keep(guarded(call)
                .onFailure(Outbound::isTrouble)
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .withJitter(0.5)
                .atMost(2));
    }

    /** Sends once: a change, or something that somebody waits for. */
    public Uni<OutboundAnswer> once(OutboundCall call) {
        return CallersContext.keep(guarded(call));
    }

    /** When this instance last had an answer of any kind; empty if it never had. */
    public Optional<Instant> lastAnswer() {
        return Optional.ofNullable(lastAnswer);
    }

    private Uni<OutboundAnswer> guarded(OutboundCall call) {
        return Uni.createFrom().deferred(() -> {
            Duration rest = patience.left();
            return rest.isPositive()
                    ? Uni.createFrom().failure(failure(Reason.ASKED_TO_WAIT, false, rest))
                    : breaker.get(() -> measured(call), UNI_OF_ANSWER)
                            .onFailure(CircuitBreakerOpenException.class)
                            .transform(open -> failure(Reason.RESTING, false, settings.breakerDelay()))
                            .invoke(this::checkPatience);
        });
    }

    private Uni<OutboundAnswer> measured(OutboundCall call) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample started = Timer.start(metrics);
            return send(call)
                    .onItemOrFailure()
                    .invoke((answer, failure) -> started.stop(Timer.builder(settings.metric())
                            .description("Calls of an outside system by operation and outcome")
                            .tag("operation", call.operation())
                            .tag("outcome", outcome(answer, failure))
                            .register(metrics)));
        });
    }

    private static String outcome(@Nullable OutboundAnswer answer, @Nullable Throwable failure) {
        if (failure instanceof OutboundException known) {
            return known.reason().name().toLowerCase(Locale.ROOT);
        }
        return answer == null ? "failure" : Integer.toString(answer.status());
    }

    private Uni<OutboundAnswer> send(OutboundCall call) {
        return http.request(options(call))
                .onFailure()
                .transform(failure -> failure(Reason.UNREACHABLE, false, null))
                .chain(request -> mayHear(request)
                        ? exchange(request, call)
                        : Uni.createFrom().failure(failure(Reason.UNREACHABLE, false, null)))
                .ifNoItem()
                .after(call.timeout().plus(TIMEOUT_SLACK))
                .failWith(() -> failure(Reason.TIMEOUT, true, null))
                .invoke(this::checkTrouble);
    }

    /** Whether whoever is at the other end of the connection may be spoken to; if not it is closed. */
    private boolean mayHear(HttpClientRequest request) {
        AddressRule known = rule;
        if (known == null) {
            return true;
        }
        SocketAddress other = request.connection().remoteAddress().getDelegate();
        byte @Nullable [] address = NetUtil.createByteArrayFromIpAddressString(other.hostAddress());
        if (address != null && known.allows(address)) {
            return true;
        }
        LOG.warnf("%s is at an address that this installation may not speak to", settings.system());
        request.connection().closeAndForget();
        return false;
    }

    private static RequestOptions options(OutboundCall call) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(call.url())
                .setTimeout(call.timeout().toMillis())
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        return options;
    }

    private Uni<OutboundAnswer> exchange(HttpClientRequest request, OutboundCall call) {
        Uni<HttpClientResponse> response =
                call.body() == null ? request.send() : request.send(Buffer.newInstance(call.body()));
        return response.chain(received -> BoundedBody.read(
                                received.getDelegate(),
                                call.longestAnswer(),
                                () -> failure(Reason.TOO_LONG, true, null))
                        .map(body -> new OutboundAnswer(
                                received.statusCode(), received.headers().getDelegate(), body)))
                .onFailure(failure -> !(failure instanceof OutboundException))
                .transform(failure ->
                        failure(failure instanceof TimeoutException ? Reason.TIMEOUT : Reason.UNREACHABLE, true, null));
    }

    private void checkTrouble(OutboundAnswer answer) {
        lastAnswer = Instant.now();
        boolean asks = answer.status() == TOO_MANY_REQUESTS
                || (answer.status() == UNAVAILABLE
                        && answer.header("Retry-After").isPresent());
        if (asks) {
            patience.asked(answer.header("Retry-After").orElse(null));
        }
        if (settings.troubled().test(answer.status())) {
            throw failure(Reason.TROUBLED, true, null);
        }
    }

    /** Not within the breaker: to be asked for patience is no failure. */
    private void checkPatience(OutboundAnswer answer) {
        if (answer.status() == TOO_MANY_REQUESTS) {
            throw failure(Reason.ASKED_TO_WAIT, false, patience.left());
        }
    }

    private OutboundException failure(Reason reason, boolean sent, @Nullable Duration retryAfter) {
        return new OutboundException(settings.system(), reason, sent, retryAfter);
    }

    private static boolean isTrouble(Throwable failure) {
        return failure instanceof OutboundException known && known.reason().isTrouble();
    }
}
