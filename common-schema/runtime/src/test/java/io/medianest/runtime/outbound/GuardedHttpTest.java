package io.medianest.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medianest.runtime.address.AddressConfig;
import io.medianest.runtime.address.AddressRule;
import io.medianest.runtime.address.RefusedAddressException;
import io.medianest.runtime.outbound.OutboundException.Reason;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedHttpTest {
    private static final String HERE = "127.0.0.1";
    private static final String METADATA = "169.254.169.254";

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> addresses = new ConcurrentLinkedQueue<>();
    private final GuardedHttp http = new GuardedHttp(vertx, new AddressRule(new Unruled(), this::look));
    private HttpServer server;

    @BeforeEach
    void listen() {
        server = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(this::answer)
                .listen(0, HERE)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        http.close();
        vertx.closeAndAwait();
    }

    @Test
    void aNameIsResolvedOnceAndItsNextAnswerIsCheckedAnew() {
        addresses.addAll(List.of(HERE, METADATA));

        assertThat(get("/fine").text()).isEqualTo("fine");
        assertThat(asked).containsExactly("house.test:" + server.actualPort() + "/fine");

        assertThat(catchThrowableOfType(RefusedAddressException.class, () -> get("/fine"))
                        .reason())
                .isEqualTo(RefusedAddressException.Reason.NOT_ALLOWED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRedirectIsFollowedOnTheSameHostOnlyAndCheckedAnew() {
        addresses.addAll(List.of(HERE, HERE, HERE, METADATA));

        assertThat(get("/near").text()).isEqualTo("fine");
        assertThat(catchThrowableOfType(RefusedAddressException.class, () -> get("/near")))
                .isNotNull();
    }

    @Test
    void aRedirectToAnotherHostIsTheAnswer() {
        addresses.add(HERE);

        assertThat(get("/far").status()).isEqualTo(302);
        assertThat(addresses).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void redirectsInACircleEnd() {
        addresses.addAll(List.of(HERE, HERE, HERE, HERE));

        assertThat(get("/circle").status()).isEqualTo(302);
        assertThat(asked).hasSize(4);
    }

    @Test
    void whatIsTooLongOrTooLateIsNoAnswer() {
        addresses.addAll(List.of(HERE, HERE));

        assertThat(failure("/long")).isEqualTo(Reason.TOO_LONG);
        assertThat(failure("/never")).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void whereNobodyListensNobodyAnswers() {
        addresses.add(HERE);
        server.close().toCompletionStage().toCompletableFuture().join();

        assertThat(failure("/fine")).isEqualTo(Reason.UNREACHABLE);
    }

    private Reason failure(String path) {
        return catchThrowableOfType(OutboundException.class, () -> get(path)).reason();
    }

    private OutboundAnswer get(String path) {
        String url = "http://house.test:" + server.actualPort() + path;
        return http.send(OutboundCall.of("test", HttpMethod.GET, url, Duration.ofMillis(1500))
                        .longest(100))
                .await()
                .indefinitely();
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.authority() + request.path());
        switch (request.path()) {
            case "/near" -> redirect(request, "/fine");
            case "/far" -> redirect(request, "http://localhost:" + server.actualPort() + "/fine");
            case "/circle" -> redirect(request, "/circle");
            case "/long" -> request.response().end("x".repeat(101));
            case "/never" -> request.response().setChunked(true).write("…");
            default -> request.response().end("fine");
        }
    }

    private static void redirect(HttpServerRequest request, String location) {
        request.response().setStatusCode(302).putHeader("Location", location).end();
    }

    /** As a name server that changes its mind. */
    private InetAddress[] look(String host) throws UnknownHostException {
        String address = addresses.poll();
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getByName(address)};
    }

    private static final class Unruled implements AddressConfig {
        @Override
        public Optional<List<String>> allowed() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> refused() {
            return Optional.empty();
        }
    }
}
