package io.medianest.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What makes load, against a server of the test's own. */
class LoadTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void readsAnswersOfEveryForm() throws Exception {
        URI server = serve();
        HttpConnection connection = await(HttpConnection.open(vertx.createNetClient(), server));
        assertThat(answer(connection, server, "/length"))
                .isEqualTo(new HttpConnection.Answer(200, Buffer.buffer("one")));
        assertThat(answer(connection, server, "/chunked").body().toString()).contains("one", "two");
        assertThat(answer(connection, server, "/none").status()).isEqualTo(204);
        assertThat(answer(connection, server, "/length").status()).isEqualTo(200);
    }

    @Test
    void connectsAgainWhenTheServerHasClosed() throws Exception {
        URI server = serve();
        HttpConnection connection = await(HttpConnection.open(vertx.createNetClient(), server));
        assertThat(answer(connection, server, "/closing").status()).isEqualTo(200);
        Awaitility.await().until(connection::isClosed);
        assertThat(answer(connection, server, "/length").status()).isEqualTo(200);
    }

    @Test
    void aWaitForTheServerCounts() throws Exception {
        List<Promise<Void>> stalled = new ArrayList<>();
        Supplier<Future<?>> worker = () -> {
            Promise<Void> answer = Promise.promise();
            stalled.add(answer);
            if (stalled.size() == 1) {
                vertx.setTimer(300, timer -> answer.complete());
            } else {
                answer.complete();
            }
            return answer.future();
        };
        Outcome outcome =
                onLoop(() -> new OpenLoop(vertx).run(List.of(worker), 100, Duration.ZERO, Duration.ofMillis(400)));
        assertThat(outcome.count()).isEqualTo(40);
        assertThat(outcome.failures()).isZero();
        // Those that were to begin while the first one stalled waited too, and not the first one alone.
        assertThat(outcome.micros().getCountBetweenValues(100_000, 1_000_000)).isGreaterThan(10);
    }

    @Test
    void countsWhatWentWrong() throws Exception {
        Supplier<Future<?>> failing =
                () -> vertx.timer(1, TimeUnit.MILLISECONDS).compose(done -> Future.failedFuture("refused"));
        Outcome outcome = onLoop(
                () -> new ClosedLoop(vertx).run(List.of(failing, failing), Duration.ZERO, Duration.ofMillis(100)));
        assertThat(outcome.count()).isZero();
        assertThat(outcome.failures()).isPositive();
    }

    private URI serve() throws Exception {
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> {
                            switch (request.path()) {
                                case "/api/v1/closing" ->
                                    request.response()
                                            .end("last")
                                            .onComplete(
                                                    sent -> request.connection().close());
                                case "/api/v1/length" -> request.response().end("one");
                                case "/api/v1/chunked" -> {
                                    request.response().setChunked(true).write("one");
                                    request.response().end("two");
                                }
                                default -> request.response().setStatusCode(204).end();
                            }
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    private static HttpConnection.Answer answer(HttpConnection connection, URI server, String path) throws Exception {
        return await(connection.send(Request.get(server, path, "token")));
    }

    private <T> T onLoop(Supplier<Future<T>> work) throws Exception {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(start -> work.get().onComplete(done));
        return await(done.future());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
