package io.medianest.auth.exchange;

import io.medianest.auth.token.AccessGrant;
import io.medianest.auth.token.AccessTokens;
import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Gives a short access token for the cookie of a web session, or for an API key. */
@ApplicationScoped
class TokenExchange {
    private final WebSessionUse sessions;
    private final ApiKeyUse apiKeys;
    private final AccessTokens tokens;
    private final MeterRegistry metrics;

    TokenExchange(WebSessionUse sessions, ApiKeyUse apiKeys, AccessTokens tokens, MeterRegistry metrics) {
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.tokens = tokens;
        this.metrics = metrics;
    }

    /**
     * Exchanges one of both.
     *
     * @return the token; fails with 401 if what was sent is not known, or has ended, or its user may not sign in
     */
    Uni<ExchangeAnswer> exchange(ExchangeRequest request) {
        if (request.session() != null && request.apiKey() == null) {
            return answer("web-session", sessions.use(request.session(), request.clientAddress()));
        }
        if (request.apiKey() != null && request.session() == null) {
            return answer("api-key", apiKeys.use(request.apiKey()));
        }
        throw ProblemException.invalid("session", "must be sent, or apiKey, and not both");
    }

    private Uni<ExchangeAnswer> answer(String kind, Uni<@Nullable AccessGrant> use) {
        return use.map(grant -> {
            count(kind, grant == null ? "refused" : "given");
            if (grant == null) {
                throw new AuthenticationFailedException("nothing that could be exchanged");
            }
            return new ExchangeAnswer(tokens.sign(grant), tokens.lifetime().toSeconds());
        });
    }

    private void count(String kind, String outcome) {
        metrics.counter("medianest.auth.exchanges", "kind", kind, "outcome", outcome)
                .increment();
    }
}
