package io.medianest.gateway.access;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.PublicKeys;
import io.medianest.runtime.security.TokenVerifier;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests with an access token that is not valid, or no longer: they do not reach a service. Requests without
 * one pass, for the service alone knows what it lets anybody do; and the service verifies tokens again itself.
 */
@ApplicationScoped
public class TokenGate {
    private static final String SCHEME = "Bearer ";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TokenVerifier verifier;
    private final PublicKeys keys;
    private final Problems problems;

    TokenGate(TokenVerifier verifier, PublicKeys keys, Problems problems) {
        this.verifier = verifier;
        this.keys = keys;
        this.problems = problems;
    }

    /**
     * Runs what follows if the request may pass. A verified caller is kept in the request under {@link Caller}'s class
     * name.
     *
     * @param context the request
     * @param then runs on the request's own context
     * @param refused gets the reason, on the same context, if the request may not pass; answers it
     */
    public void pass(RoutingContext context, Runnable then, Consumer<ProblemException> refused) {
        Optional<String> token = token(context);
        if (token.isEmpty()
                || PublicCalls.contain(
                        context.request().method(), context.request().path())) {
            then.run();
        } else {
            verify(context, token.get(), then, refused);
        }
    }

    private void verify(RoutingContext context, String token, Runnable then, Consumer<ProblemException> refused) {
        Context own = Vertx.currentContext();
        verifier.verify(token)
                .subscribe()
                .with(
                        caller -> on(own, () -> {
                            context.put(Caller.class.getName(), caller);
                            then.run();
                        }),
                        failure -> on(own, () -> refused.accept(refusal(failure))));
    }

    /** Refusing a token before any key is known would make its client sign in again for nothing. */
    private ProblemException refusal(Throwable failure) {
        return keys.isLoaded()
                ? problems.of(failure, 401)
                : ProblemException.unavailable(
                        "SERVICE_UNAVAILABLE", "Tokens cannot be checked yet; try again in a moment.", SOON);
    }

    /** The keys may just have been read again, which ends on another context. */
    private static void on(@Nullable Context own, Runnable task) {
        if (own == null || own.equals(Vertx.currentContext())) {
            task.run();
        } else {
            own.runOnContext(nothing -> task.run());
        }
    }

    private static Optional<String> token(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip());
    }
}
