package io.medianest.auth.token;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.OpenSession;
import io.medianest.auth.device.RefreshTokens;
import io.medianest.auth.device.Rotation;
import io.medianest.auth.user.Users;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Continues a sign-in by its refresh token. */
@ApplicationScoped
class TokenRefresh {
    private final RefreshTokens refreshTokens;
    private final Users users;
    private final AccessTokens accessTokens;
    private final Transactions transactions;
    private final MeterRegistry metrics;

    TokenRefresh(
            RefreshTokens refreshTokens,
            Users users,
            AccessTokens accessTokens,
            Transactions transactions,
            MeterRegistry metrics) {
        this.refreshTokens = refreshTokens;
        this.users = users;
        this.accessTokens = accessTokens;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    /**
     * Exchanges a refresh token for the next pair of tokens.
     *
     * @param token as it was sent
     * @param client where the request came from
     * @return the next pair; fails with 401 {@code INVALID_REFRESH_TOKEN} if the sign-in does not go on
     */
    Uni<TokenAnswer> refresh(String token, Client client) {
        return transactions
                .write(
                        AuditActor.service("auth-service"),
                        () -> refreshTokens.rotate(token, client).chain(this::answer))
                .map(outcome -> {
                    metrics.counter("medianest.auth.refreshes", "outcome", outcome.name())
                            .increment();
                    // Only here, after the commit: a reuse must stay recorded.
                    return outcome.answer().orElseThrow(TokenRefresh::refused);
                });
    }

    private record Outcome(String name, Optional<TokenAnswer> answer) {}

    private Uni<Outcome> answer(Rotation rotation) {
        return switch (rotation) {
            case Rotation.Continued(OpenSession session, boolean raced) ->
                users.find(session.userId())
                        .onItem()
                        .ifNull()
                        .failWith(TokenRefresh::refused)
                        .map(member -> new Outcome(
                                raced ? "raced" : "rotated", Optional.of(accessTokens.answer(member, session))));
            case Rotation.Reused reused -> Uni.createFrom().item(new Outcome("reused", Optional.empty()));
            case Rotation.Refused refused -> Uni.createFrom().item(new Outcome("refused", Optional.empty()));
        };
    }

    private static ProblemException refused() {
        return new ProblemException(
                401, "INVALID_REFRESH_TOKEN", "This sign-in has ended; sign in again with your password.");
    }
}
