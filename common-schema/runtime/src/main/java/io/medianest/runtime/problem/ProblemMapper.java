package io.medianest.runtime.problem;

import io.medianest.runtime.error.FailedRequests;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a problem; what nobody foresaw is logged and answered without details. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private final Problems problems;
    private final FailedRequests failed;
    private final CurrentVertxRequest request;

    ProblemMapper(Problems problems, FailedRequests failed, CurrentVertxRequest request) {
        this.problems = problems;
        this.failed = failed;
        this.request = request;
    }

    // The framework brings mappers of its own for those beside Throwable; the most specific one is taken.
    @ServerExceptionMapper(
            value = {
                Throwable.class,
                WebApplicationException.class,
                ValidationException.class,
                UnauthorizedException.class,
                ForbiddenException.class,
                AuthenticationFailedException.class,
                AuthenticationCompletionException.class
            },
            priority = 1)
    Response map(Throwable failure, UriInfo uri) {
        ProblemException problem = problems.of(failure, 500);
        if (problem.status() == 503) {
            LOG.warnf("Answered 503 %s: %s", problem.code(), failure.toString());
        }
        failed.answered(request.getCurrent(), problem.status(), problem.code(), problem.detail(), failure);
        return problems.response(problem, uri.getRequestUri().getPath());
    }
}
