package io.medianest.gateway.access;

import io.medianest.gateway.access.Credential.AccessToken;
import io.medianest.gateway.access.Credential.Exchangeable;
import io.medianest.gateway.access.Credential.Kind;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.PublicKeys;
import io.medianest.runtime.security.TokenVerifier;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Refuses requests with an access token, a cookie or an API key that is not valid, or no longer: they do not reach a
 * service. Requests without one pass, for the service alone knows what it lets anybody do; and the service verifies tokens
 * again itself. What came as a cookie or an API key goes on as a short access token.
 */
@ApplicationScoped
public class TokenGate {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Credentials credentials;
    private final TokenVerifier verifier;
    private final Exchanges exchanges;
    private final CrossSiteCheck crossSite;
    private final PublicKeys keys;
    private final Problems problems;

    TokenGate(
            Credentials credentials,
            TokenVerifier verifier,
            Exchanges exchanges,
            CrossSiteCheck crossSite,
            PublicKeys keys,
            Problems problems) {
        this.credentials = credentials;
        this.verifier = verifier;
        this.exchanges = exchanges;
        this.crossSite = crossSite;
        this.keys = keys;
        this.problems = problems;
    }

    /**
     * Runs what follows if the request may pass. A verified caller is kept in the request under {@link Caller}'s class
     * name, see also {@link Passage}.
     *
     * @param context the request
     * @param then runs on the request's own context
     * @param refused gets the reason, on the same context, if the request may not pass; answers it
     */
    public void pass(RoutingContext context, Runnable then, Consumer<ProblemException> refused) {
        new Entry(context, then, refused).begin();
    }

    /** One request at the gate. */
    private final class Entry {
        private final RoutingContext context;
        private final Runnable then;
        private final Consumer<ProblemException> refused;
        private final boolean signIn;
        private final boolean forStrangersToo;
        private final OwnContext own = OwnContext.current();

        Entry(RoutingContext context, Runnable then, Consumer<ProblemException> refused) {
            this.context = context;
            this.then = then;
            this.refused = refused;
            HttpMethod method = context.request().method();
            String path = context.request().path();
            signIn = PublicCalls.isWebSignIn(method, path);
            forStrangersToo = PublicCalls.isForStrangersToo(method, path);
        }

        void begin() {
            if (Credentials.isKeyInAddress(context.request())) {
                refused.accept(new ProblemException(
                        400,
                        "CREDENTIALS_IN_URL",
                        "An API key stands in the address, where logs keep it: revoke it, and send the next one as"
                                + " Authorization: Bearer."));
                return;
            }
            Optional<ProblemException> refusal = signIn ? crossSite.ofSignIn(context) : Optional.empty();
            if (refusal.isPresent()) {
                refused.accept(refusal.get());
                return;
            }
            switch (credentials.of(context)) {
                case Credential.None none -> then.run();
                case Credential.Unreadable unreadable -> strangerOr(problems.ofStatus(401));
                case AccessToken(String text) -> verify(text, this::enter, failure -> refused.accept(refusal(failure)));
                case Exchangeable credential -> exchange(credential, true);
            }
        }

        private void exchange(Exchangeable credential, boolean again) {
            exchanges
                    .token(credential, context)
                    .subscribe()
                    .with(outcome -> own.run(() -> {
                        switch (outcome) {
                            case Outcome.Given given -> use(credential, given.token(), again);
                            case Outcome.Refused refusal -> ended(credential);
                            case Outcome.Unavailable cause ->
                                refused.accept(
                                        unavailable("Who is signed in cannot be checked now; try again in a moment."));
                        }
                    }));
        }

        /** A remembered token may have been revoked while its session goes on, as when a role changes. */
        private void use(Exchangeable credential, String token, boolean again) {
            verify(
                    token,
                    caller -> {
                        Passage.withToken(context, token);
                        if (PublicCalls.isRenewal(
                                context.request().method(), context.request().path())) {
                            // Before the browser reads the answer: its next call is to go with the next token.
                            context.addHeadersEndHandler(answered -> exchanges.forget(credential));
                        }
                        enter(credential.kind(), caller);
                    },
                    failure -> {
                        exchanges.forget(credential);
                        if (again) {
                            exchange(credential, false);
                        } else {
                            refused.accept(refusal(failure));
                        }
                    });
        }

        private void ended(Exchangeable credential) {
            if (credential.kind() == Kind.WEB_SESSION && !forStrangersToo) {
                Passage.endCookie(context);
            }
            strangerOr(problems.ofStatus(401));
        }

        /** Whoever signs in needs no session, and may come with one that has ended. */
        private void strangerOr(ProblemException refusal) {
            if (forStrangersToo) {
                then.run();
            } else {
                refused.accept(refusal);
            }
        }

        private void enter(Kind kind, Caller caller) {
            Optional<ProblemException> refusal = kind == Kind.WEB_SESSION && !signIn
                    ? crossSite.ofSession(context, caller.sessionId())
                    : Optional.empty();
            if (refusal.isPresent()) {
                refused.accept(refusal.get());
            } else {
                enter(caller);
            }
        }

        private void enter(Caller caller) {
            context.put(Caller.class.getName(), caller);
            then.run();
        }

        private void verify(String token, Consumer<Caller> good, Consumer<Throwable> bad) {
            // The keys may just have been read again, which ends on another context.
            verifier.verify(token)
                    .subscribe()
                    .with(caller -> own.run(() -> good.accept(caller)), failure -> own.run(() -> bad.accept(failure)));
        }
    }

    /** Refusing a token before any key is known would make its client sign in again for nothing. */
    private ProblemException refusal(Throwable failure) {
        return keys.isLoaded()
                ? problems.of(failure, 401)
                : unavailable("Tokens cannot be checked yet; try again in a moment.");
    }

    private static ProblemException unavailable(String detail) {
        return ProblemException.unavailable("SERVICE_UNAVAILABLE", detail, SOON);
    }
}
