package io.medianest.gateway.access;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.medianest.gateway.access.Credential.Exchangeable;
import io.medianest.gateway.access.Credential.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The access tokens of cookies and API keys: asked for once, however many requests come at the same time, and remembered
 * under the hash of what was shown until they are about to end. A refusal is not remembered.
 */
@ApplicationScoped
class Exchanges {
    private final ExchangeCalls calls;
    private final MeterRegistry metrics;
    private final AsyncCache<ByteBuffer, Outcome> outcomes;

    Exchanges(ExchangeCalls calls, ExchangeConfig config, MeterRegistry metrics) {
        this.calls = calls;
        this.metrics = metrics;
        outcomes = Caffeine.newBuilder()
                .maximumSize(config.cacheSize())
                .expireAfter(Expiry.creating((ByteBuffer key, Outcome outcome) -> outcome.holds(Instant.now())))
                .buildAsync();
        Gauge.builder(
                        "medianest.gateway.exchanged.tokens",
                        outcomes,
                        cache -> cache.synchronous().estimatedSize())
                .description("Access tokens that are remembered for cookies and API keys")
                .register(metrics);
    }

    /**
     * The token of a cookie or an API key.
     *
     * @return never fails; ends wherever the exchange ends
     */
    Uni<Outcome> token(Exchangeable credential, RoutingContext context) {
        return Uni.createFrom().completionStage(() -> remembered(credential, context));
    }

    /** Forgets a token that is not good any more, though it has not ended. */
    void forget(Exchangeable credential) {
        outcomes.synchronous().invalidate(key(credential));
    }

    private CompletableFuture<Outcome> remembered(Exchangeable credential, RoutingContext context) {
        ByteBuffer key = key(credential);
        CompletableFuture<Outcome> known = outcomes.getIfPresent(key);
        if (known != null) {
            count(credential.kind(), "remembered");
            return known;
        }
        return outcomes.get(key, (missing, executor) -> asked(credential, context));
    }

    private CompletableFuture<Outcome> asked(Exchangeable credential, RoutingContext context) {
        return calls.exchange(credential, context)
                .onSuccess(outcome -> count(credential.kind(), outcome.label()))
                .toCompletionStage()
                .toCompletableFuture();
    }

    private void count(Kind kind, String outcome) {
        metrics.counter("medianest.gateway.exchanges", "kind", kind.label(), "outcome", outcome)
                .increment();
    }

    /** What somebody reads in this process' memory is no key. */
    private static ByteBuffer key(Exchangeable credential) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(credential.kind().label().getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(digest.digest(credential.text().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
