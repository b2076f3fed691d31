package io.medianest.persistence.problem;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers for what the database refuses and no service translated. */
class PersistenceProblemMapper {
    private static final Logger LOG = Logger.getLogger(PersistenceProblemMapper.class);

    private final Problems problems;

    PersistenceProblemMapper(Problems problems) {
        this.problems = problems;
    }

    /** Somebody else changed the object between reading and writing it. */
    @ServerExceptionMapper({OptimisticLockException.class, StaleStateException.class})
    Response stale(RuntimeException failure, UriInfo uri) {
        LOG.debugf("Stale version: %s", failure.getMessage());
        return answer(ProblemException.stale(), uri);
    }

    /** What others hold already, or something that is gone, is a conflict; a broken rule is a mistake of ours. */
    @ServerExceptionMapper
    Response violated(ConstraintViolationException failure, UriInfo uri) {
        if (failure.getKind() == ConstraintKind.UNIQUE || failure.getKind() == ConstraintKind.FOREIGN_KEY) {
            LOG.infof("Refused by %s", failure.getConstraintName());
            return answer(
                    ProblemException.conflict("CONFLICT", "It contradicts what is stored; read it again, then retry."),
                    uri);
        }
        LOG.errorf(failure, "A change broke %s", failure.getConstraintName());
        return answer(problems.ofStatus(500), uri);
    }

    private Response answer(ProblemException problem, UriInfo uri) {
        return problems.response(problem, uri.getRequestUri().getPath());
    }
}
