package io.medianest.runtime.outbound;

import io.medianest.runtime.address.AddressRule;
import io.medianest.runtime.address.AddressRule.Permitted;
import io.medianest.runtime.address.Origin;
import io.medianest.runtime.address.RefusedAddressException;
import io.medianest.runtime.outbound.OutboundException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Carries calls to addresses that an ADMIN configured, and only to what {@link AddressRule} allows: it connects to the
 * very address that was checked. A redirect of a GET or HEAD is followed on the same scheme, host and port, at most
 * three times, each checked anew; any other redirect is the answer. Without retries and without breaker: whoever calls
 * wants to know how it is now.
 */
@ApplicationScoped
public class GuardedHttp {
    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_WAITING = 64;
    private static final int CONNECT_MILLIS = 10_000;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final AddressRule rule;
    private final HttpClient http;
    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();

    GuardedHttp(Vertx vertx, AddressRule rule) {
        this.rule = rule;
        http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout(15)
                        .setMaxWaitQueueSize(MOST_WAITING),
                new PoolOptions().setHttp1MaxSize(4));
    }

    @PreDestroy
    void close() {
        lookups.close();
    }

    /**
     * Sends a call; any status is an answer. Its headers go to the redirects that are followed, too.
     *
     * @return fails with {@link OutboundException} if there is no answer, it is too long or too late, and with
     *     {@link RefusedAddressException} if the address may not be spoken to
     */
    public Uni<OutboundAnswer> send(OutboundCall call) {
        URI address;
        try {
            address = URI.create(call.url());
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().failure(failure(call.operation(), Reason.UNREACHABLE));
        }
        return CallersContext.keep(hop(call, address, 0)
                .ifNoItem()
                .after(call.timeout())
                .failWith(() -> failure(name(address), Reason.TIMEOUT)));
    }

    /**
     * Whether an address may be spoken to, as its name leads now; nothing is sent. What is sent later is checked again.
     *
     * @param patience how long its name may be looked up; what takes longer is not refused
     * @return fails with {@link RefusedAddressException} if not
     */
    public Uni<Void> check(URI address, Duration patience) {
        return CallersContext.keep(permitted(address)
                .replaceWithVoid()
                .ifNoItem()
                .after(patience)
                .recoverWithUni(Uni.createFrom().voidItem()));
    }

    private Uni<Permitted> permitted(URI address) {
        return Uni.createFrom().item(() -> rule.permit(address)).runSubscriptionOn(lookups);
    }

    private Uni<OutboundAnswer> hop(OutboundCall call, URI address, int redirects) {
        return permitted(address)
                .chain(permitted -> exchange(call, address, permitted))
                .chain(answer -> next(call, address, answer)
                        .filter(target -> redirects < MOST_REDIRECTS)
                        .map(target -> hop(call, target, redirects + 1))
                        .orElseGet(() -> Uni.createFrom().item(answer)));
    }

    private Uni<OutboundAnswer> exchange(OutboundCall call, URI address, Permitted permitted) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(address.toString())
                .setServer(SocketAddress.inetSocketAddress(permitted.socket()))
                .setTimeout(call.timeout().toMillis())
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        return http.request(options)
                .chain(request -> send(request, call))
                .chain(response -> BoundedBody.read(
                                response.getDelegate(),
                                call.longestAnswer(),
                                () -> failure(name(address), Reason.TOO_LONG))
                        .map(body -> new OutboundAnswer(
                                response.statusCode(), response.headers().getDelegate(), body)))
                .onFailure(cause -> !(cause instanceof OutboundException))
                .transform(cause -> failure(
                        name(address), cause instanceof TimeoutException ? Reason.TIMEOUT : Reason.UNREACHABLE));
    }

    private static Uni<HttpClientResponse> send(HttpClientRequest request, OutboundCall call) {
        return call.body() == null ? request.send() : request.send(Buffer.newInstance(call.body()));
    }

    private static Optional<URI> next(OutboundCall call, URI from, OutboundAnswer answer) {
        boolean reads = call.method().equals(HttpMethod.GET) || call.method().equals(HttpMethod.HEAD);
        return reads && REDIRECTS.contains(answer.status())
                ? answer.header("Location")
                        .map(location -> target(from, location))
                        .filter(to -> Origin.of(from).equals(Origin.of(to)))
                : Optional.empty();
    }

    private static @Nullable URI target(URI from, String location) {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String name(URI address) {
        return Optional.ofNullable(address.getHost()).orElse("");
    }

    private static OutboundException failure(String system, Reason reason) {
        return new OutboundException(system, reason, reason != Reason.UNREACHABLE, null);
    }
}
