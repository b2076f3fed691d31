package io.medianest.runtime.security;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The caller of the running request. */
@RequestScoped
public class CurrentCaller {
    private final SecurityIdentity identity;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The caller.
     *
     * @throws UnauthorizedException if nobody is signed in
     */
    public Caller get() {
        if (identity.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new UnauthorizedException();
    }
}
