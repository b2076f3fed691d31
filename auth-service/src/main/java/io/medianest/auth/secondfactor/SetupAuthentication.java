package io.medianest.auth.secondfactor;

import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
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

/** Knows the bearer tokens of demanded second factors; leaves every other one to the other mechanisms. */
@ApplicationScoped
class SetupAuthentication implements HttpAuthenticationMechanism {
    private static final int BEFORE_ACCESS_TOKENS = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 2;

    private final OneTimeTokens tokens;

    SetupAuthentication(OneTimeTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return SetupToken.in(context.request().getHeader("Authorization"))
                .map(token -> tokens.find(TokenPurpose.SECOND_FACTOR_SETUP, token)
                        .onItem()
                        .ifNull()
                        .failWith(new AuthenticationFailedException("no such setup token"))
                        .map(found -> identity(found.userId(), token)))
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
                .setPrincipal(new SetupHolder(userId, token))
                .addRole(SetupHolder.ROLE)
                .build();
    }
}
