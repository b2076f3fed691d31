package io.medianest.runtime.security;

import io.medianest.runtime.problem.ProblemException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets API keys call what is declared for them, and nothing else. */
@Singleton
class ScopeFilter {
    private final CurrentIdentityAssociation identities;

    ScopeFilter(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /** Fails with 403 {@code INSUFFICIENT_SCOPE}, naming the scope, if the caller is an API key without it. */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    Uni<Void> check(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        if (method.isAnnotationPresent(PermitAll.class)) {
            // Open to everybody, whoever they say they are.
            return Uni.createFrom().voidItem();
        }
        return identities
                .getDeferredIdentity()
                .invoke(identity -> check(identity, method))
                .replaceWithVoid();
    }

    private static void check(SecurityIdentity identity, Method method) {
        if (!(identity.getPrincipal() instanceof Caller caller) || caller.scopes() == null) {
            return;
        }
        @Nullable AllowedScope allowed = method.getAnnotation(AllowedScope.class);
        if (allowed == null) {
            throw new ProblemException(403, "INSUFFICIENT_SCOPE", "API keys cannot do this; sign in for it.");
        }
        String needed = allowed.value().wireName();
        if (!caller.scopes().contains(needed)) {
            throw new ProblemException(
                            403, "INSUFFICIENT_SCOPE", "This API key was not made for it; it needs " + needed + ".")
                    .with("requiredScope", needed);
        }
    }
}
