package io.medianest.runtime.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.correlation.Correlation;
import io.medianest.runtime.error.FailedRequests;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the answer for a {@link ProblemException}, in a resource or before routing. */
@ApplicationScoped
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private final ObjectMapper json;
    private final FailedRequests failed;

    Problems(ObjectMapper json, FailedRequests failed) {
        this.json = json;
        this.failed = failed;
    }

    /**
     * The answer of a resource.
     *
     * @param problem what went wrong
     * @param path the path that was asked for
     */
    public Response response(ProblemException problem, String path) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(body(problem, path, Correlation.current().id()));
        headers(problem).forEach(response::header);
        return response.build();
    }

    /** Ends a request that no resource answers. Does nothing when the answer has already begun. */
    public void end(RoutingContext context, ProblemException problem) {
        if (!begun(context)) {
            context.response().end(prepare(context, problem));
        }
    }

    /**
     * Writes the whole answer, but leaves it to the caller to end it: a server may close the connection with the end of
     * an answer. Does nothing when the answer has already begun.
     */
    public void write(RoutingContext context, ProblemException problem) {
        if (!begun(context)) {
            Buffer body = prepare(context, problem);
            context.response()
                    .putHeader("Content-Length", Integer.toString(body.length()))
                    .write(body);
        }
    }

    private static boolean begun(RoutingContext context) {
        return context.response().headWritten() || context.response().closed();
    }

    private Buffer prepare(RoutingContext context, ProblemException problem) {
        failed.answered(context, problem.status(), problem.code(), problem.detail(), context.failure());
        HttpServerResponse response = context.response();
        headers(problem).forEach((name, value) -> response.putHeader(name, value));
        response.setStatusCode(problem.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        Correlation correlation = Correlation.of(context);
        return Buffer.buffer(text(body(problem, context.request().path(), correlation.id())));
    }

    /** The problem for a bare HTTP status from 400 on. */
    public ProblemException ofStatus(int status) {
        return ProblemTranslation.ofStatus(status);
    }

    /**
     * The problem for a failure; one that nobody foresaw is logged, and answered without details.
     *
     * @param failure what was thrown; null if there is only a status
     * @param status the status that goes with it; used if the failure says nothing better
     */
    public ProblemException of(@Nullable Throwable failure, int status) {
        if (failure == null) {
            return ProblemTranslation.ofStatus(status);
        }
        Optional<ProblemException> known = ProblemTranslation.translate(failure);
        if (known.isPresent()) {
            return known.get();
        }
        if (status >= 400 && status < 500) {
            return ProblemTranslation.ofStatus(status);
        }
        LOG.error("Unexpected failure", failure);
        return ProblemTranslation.unexpected();
    }

    private static Problem body(ProblemException problem, String path, String correlationId) {
        List<Problem.FieldError> errors = problem.errors();
        return new Problem(
                "about:blank",
                HttpResponseStatus.valueOf(problem.status()).reasonPhrase(),
                problem.status(),
                problem.detail(),
                path,
                problem.code(),
                correlationId,
                errors.isEmpty() ? null : errors,
                problem.extensions());
    }

    private static Map<String, String> headers(ProblemException problem) {
        if (problem.retryAfter() != null) {
            return Map.of(
                    "Retry-After",
                    Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
        }
        return problem.status() == 401 ? Map.of("WWW-Authenticate", "Bearer") : Map.of();
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written as JSON", e);
        }
    }
}
