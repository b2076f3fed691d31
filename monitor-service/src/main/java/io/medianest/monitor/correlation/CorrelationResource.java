package io.medianest.monitor.correlation;

import io.medianest.runtime.correlation.Correlation;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything about one call, by the id that its problem showed. */
@Path("/correlations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Errors")
public class CorrelationResource {
    private final Traces traces;

    CorrelationResource(Traces traces) {
        this.traces = traces;
    }

    /** What is known of a call. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getCorrelation",
            summary =
                    "What belongs to one call: its errors, what it changed, and which requests and downloads it was about",
            description = "The id is the one that the problem showed, or the answer's X-Correlation-Id."
                    + " Empty lists for a call of which nothing is known.")
    public Uni<Trace> get(String id) {
        if (!Correlation.isId(id)) {
            throw ProblemException.invalid("id", "must be 1 to 64 letters, digits or dashes");
        }
        return traces.of(id);
    }
}
