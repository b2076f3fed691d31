package io.medianest.runtime.outbound;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medianest.runtime.address.AddressConfig;
import io.medianest.runtime.address.AddressRule;
import io.medianest.runtime.outbound.OutboundException.Reason;
import io.medianest.testing.stores.StoresTestResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = StoresTestResource.class,
        initArgs = @ResourceArg(name = "role", value = "youtube_service"))
class OutboundTest {
    /** Not the service's own, which has its servers under metrics that a further one would not fit. */
    private static final io.vertx.core.Vertx OTHERS = io.vertx.core.Vertx.vertx();

    private static final Duration SOON = Duration.ofMillis(500);
    private static final String METRIC = "medianest.test.outbound.calls";

    private final Vertx vertx;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Consumer<HttpServerRequest> behaviour =
            request -> request.response().end("fine");
    private HttpServer server;
    private Outbound outbound;

    OutboundTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeEach
    void listen() {
        server = OTHERS.createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    behaviour.accept(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        outbound = new Outbound(vertx, metrics, settings());
    }

    private static OutboundSettings settings() {
        return new OutboundSettings(
                "test", METRIC, 4, SOON, SOON, Duration.ofSeconds(1), status -> status == 502 || status == 503);
    }

    @AfterAll
    static void end() {
        OTHERS.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void nothingIsSentToAnAddressThatMayNotBeSpokenTo() {
        AddressConfig elsewhere = new SmallRyeConfigBuilder()
                .withMapping(AddressConfig.class)
                .withDefaultValue("medianest.addresses.allowed", "192.0.2.0/24")
                .build()
                .getConfigMapping(AddressConfig.class);
        Outbound guarded =
                new Outbound(vertx, metrics, settings(), new AddressRule(elsewhere, InetAddress::getAllByName));

        assertThat(failure(guarded.once(call())).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(asked).hasValue(0);
    }

    @Test
    void anAnswerIsOneWhateverItsStatus() throws Throwable {
        behaviour = request -> request.response()
                .setStatusCode(500)
                .putHeader("X-Seen", String.valueOf(request.getHeader("X-Token")))
                .end("no");
        OutboundAnswer answer = subscribeAndAwait(() -> outbound.ask(call().header("X-Token", "secret")));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(answer.text()).isEqualTo("no");
        assertThat(answer.header("x-seen")).contains("secret");
        assertThat(call().header("X-Token", "secret").toString()).doesNotContain("secret");
        assertThat(metrics.get(METRIC)
                        .tags("operation", "look", "outcome", "500")
                        .timer()
                        .count())
                .isOne();
        assertThat(outbound.lastAnswer()).isPresent();
    }

    @Test
    void aQuestionIsRepeatedWhileTheOtherIsInTrouble() throws Throwable {
        behaviour = request -> {
            if (asked.get() < 3) {
                request.connection().close();
            } else {
                request.response().end("fine");
            }
        };
        assertThat(subscribeAndAwait(() -> outbound.ask(call())).text()).isEqualTo("fine");
    }

    @Test
    void aChangeIsSentOnceAndMayHaveTakenEffect() {
        behaviour = request -> request.connection().close();
        OutboundException failure = failure(outbound.once(call().json("{}")));
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.mayHaveTakenEffect()).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void nobodyThereIsNothingSent() {
        close();
        OutboundException failure = failure(outbound.once(call()));
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedFor() {
        behaviour = request -> {};
        OutboundException failure = failure(outbound.once(call()));
        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void anEndlessAnswerIsCutShort() {
        behaviour = request -> request.response().end("x".repeat(100_000));
        assertThat(failure(outbound.once(call().longest(1000))).reason()).isEqualTo(Reason.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whoAsksForPatienceIsLeftAlone(int status) throws Throwable {
        behaviour = request -> request.response()
                .setStatusCode(status)
                .putHeader("Retry-After", "3600")
                .end();
        assertThat(failure(outbound.once(call())).reason())
                .isEqualTo(status == 429 ? Reason.ASKED_TO_WAIT : Reason.TROUBLED);
        OutboundException resting = failure(outbound.ask(call()));
        assertThat(resting.reason()).isEqualTo(Reason.ASKED_TO_WAIT);
        // Not an hour: what may be asked for is bounded.
        assertThat(resting.retryAfter()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(asked).hasValue(1);
        behaviour = request -> request.response().end("fine");
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> outbound.once(call()).await().indefinitely().isSuccess());
    }

    @Test
    void whoFailsAgainAndAgainIsLeftAloneForAMoment() {
        behaviour = request -> request.response().setStatusCode(502).end();
        Awaitility.await().until(() -> failure(outbound.once(call())).reason() == Reason.RESTING);
        behaviour = request -> request.response().end("fine");
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> outbound.once(call()).await().indefinitely().isSuccess());
    }

    private OutboundCall call() {
        return OutboundCall.of("look", HttpMethod.GET, "http://127.0.0.1:" + server.actualPort() + "/a?b=c", SOON);
    }

    private static OutboundException failure(Uni<OutboundAnswer> outcome) {
        return catchThrowableOfType(OutboundException.class, () -> subscribeAndAwait(() -> outcome));
    }
}
