package io.medianest.media.overseerr;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What it means to a caller that Overseerr cannot be asked. */
class OverseerrProblemMapper {
    private static final Logger LOG = Logger.getLogger(OverseerrProblemMapper.class);
    private static final String CODE = "OVERSEERR_UNAVAILABLE";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Problems problems;

    OverseerrProblemMapper(Problems problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    Response unavailable(OverseerrUnavailableException failure, UriInfo uri) {
        return answer(failure.reason().sentence() + " Requests are taken all the same.", uri);
    }

    /** Nothing a caller sends should be refused there; what is, is a matter between the two programs. */
    @ServerExceptionMapper
    Response refused(OverseerrRefusedException failure, UriInfo uri) {
        LOG.warnf("Overseerr refused a call: %s", failure.getMessage());
        return answer("Overseerr did not take the question.", uri);
    }

    private Response answer(String detail, UriInfo uri) {
        return problems.response(
                ProblemException.unavailable(CODE, detail, SOON),
                uri.getRequestUri().getPath());
    }
}
