package io.medianest.auth.freshsignin;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Demands that whoever is signed in has proved it lately. */
@ApplicationScoped
public class FreshSignIn {
    private final Duration lately;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param lately how long ago somebody may have proved who they are for what asks for a fresh sign-in
     */
    FreshSignIn(@ConfigProperty(name = "medianest.auth.fresh-sign-in", defaultValue = "15m") Duration lately) {
        this.lately = lately;
    }

    /**
     * Demands it of a caller.
     *
     * @throws ProblemException 403 {@code FRESH_SIGN_IN_REQUIRED} if the sign-in is too old, or if it is an API key, which
     *     proves nobody
     */
    public void require(Caller caller) {
        Instant proved = caller.authenticatedAt();
        if (proved == null || proved.isBefore(clock.instant().minus(lately))) {
            throw new ProblemException(
                    403,
                    "FRESH_SIGN_IN_REQUIRED",
                    "Prove again who you are, by POST /auth/fresh-sign-in or by signing in, then retry.");
        }
    }
}
