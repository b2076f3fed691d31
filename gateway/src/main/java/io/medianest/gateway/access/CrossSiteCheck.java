package io.medianest.gateway.access;

import io.medianest.gateway.client.OwnOrigin;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.CsrfTokens;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells the calls of our own pages from those that another site has a browser make: browsers send the cookie with either,
 * but only our own pages know the session's CSRF token, and no page can choose the {@code Origin}.
 */
@ApplicationScoped
class CrossSiteCheck {
    static final String TOKEN_HEADER = "X-CSRF-Token";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final OwnOrigin origin;
    private final CsrfTokens tokens;

    CrossSiteCheck(OwnOrigin origin, CsrfTokens tokens) {
        this.origin = origin;
        this.tokens = tokens;
    }

    /**
     * Why a call under the cookie is refused; empty if it may pass.
     *
     * @param sessionId whose cookie it came with
     */
    Optional<ProblemException> ofSession(RoutingContext context, UUID sessionId) {
        HttpServerRequest request = context.request();
        if (READING.contains(request.method())) {
            return Optional.empty();
        }
        if (!origin.isNamedBy(context)) {
            return Optional.of(foreign(context));
        }
        if (!tokens.matches(sessionId, request.getHeader(TOKEN_HEADER))) {
            return Optional.of(csrf("Send X-CSRF-Token as GET /api/v1/auth/session gives it for this session."));
        }
        return Optional.empty();
    }

    /**
     * Why a sign-in that is to be kept by a cookie is refused: another site must not sign anybody in, under whatever
     * account, and no cookie goes over a network that others read. Empty if it may pass.
     */
    Optional<ProblemException> ofSignIn(RoutingContext context) {
        if (!origin.maySetCookies(context)) {
            return Optional.of(new ProblemException(
                    403,
                    "HTTPS_REQUIRED",
                    "Signing in here needs https. Whoever runs this MediaNest can allow plain http by setting"
                            + " medianest.public-url to the address that people use."));
        }
        return origin.isNamedBy(context) ? Optional.empty() : Optional.of(foreign(context));
    }

    private ProblemException foreign(RoutingContext context) {
        return csrf(
                "The Origin must be " + origin.of(context).map(Object::toString).orElse("this MediaNest's own")
                        + "; if people use another address, it must be set as medianest.public-url.");
    }

    private static ProblemException csrf(String detail) {
        return new ProblemException(403, "CSRF", detail);
    }
}
