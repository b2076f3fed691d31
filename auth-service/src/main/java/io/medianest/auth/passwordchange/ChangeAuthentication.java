package io.medianest.auth.passwordchange;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Knows the bearer tokens of demanded changes of password; leaves every other one to the access tokens' mechanism. */
@ApplicationScoped
class ChangeAuthentication implements HttpAuthenticationMechanism {
    private static final int BEFORE_ACCESS_TOKENS = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1;

    private final ChangeTokens tokens;

    ChangeAuthentication(ChangeTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return ChangeToken.in(context.request().getHeader("Authorization"))
                .map(token -> tokens.holder(token)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new AuthenticationFailedException("no such change token"))
                        .map(userId -> identity(userId, token)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public int getPriority() {
        return BEFORE_ACCESS_TOKENS;
    }

    private static SecurityIdentity identity(UUID userId, String token) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new ChangeHolder(userId, token))
                .addRole(ChangeHolder.ROLE)
                .build();
    }
}
