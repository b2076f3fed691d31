package io.medianest.monitor.error;

import io.medianest.runtime.correlation.Correlation;
import io.medianest.runtime.error.ErrorReport;
import io.medianest.runtime.error.Errors;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What went wrong. */
@Path("/errors")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Errors")
public class ErrorResource {
    private static final Map<String, Duration> WINDOWS = Map.of(
            "1h", Duration.ofHours(1), "24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));

    private final Errors errors;
    private final ErrorQueries queries;
    private final Paging paging;
    private final CurrentCaller caller;

    ErrorResource(Errors errors, ErrorQueries queries, Paging paging, CurrentCaller caller) {
        this.errors = errors;
        this.queries = queries;
        this.paging = paging;
        this.caller = caller;
    }

    /** Takes what went wrong in a client. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.USER_NAME)
    @RateLimited("error-reports")
    @Operation(
            operationId = "reportError",
            summary = "Report what went wrong in a client",
            description = "What looks like a secret is taken out. Reports are told on within seconds, and some may be"
                    + " lost while the service stops.")
    @APIResponse(responseCode = "202", description = "Taken")
    public Uni<RestResponse<ReportedError>> report(@NotNull @Valid ReportError body) {
        errors.reportOfClient(
                new ErrorReport(
                        body.errorCode(),
                        null,
                        body.errorMessage(),
                        body.requestMethod(),
                        body.requestPath(),
                        null,
                        body.statusCode(),
                        caller.get().userId()),
                body.stackTrace(),
                body.metadata());
        return Uni.createFrom()
                .item(RestResponse.ResponseBuilder.create(
                                RestResponse.Status.ACCEPTED,
                                new ReportedError(Correlation.current().id()))
                        .build());
    }

    /** Lists errors. */
    @GET
    @Operation(operationId = "listErrors", summary = "What went wrong, newest first")
    public Uni<Page<ErrorView>> list(@BeanParam ErrorListParameters asked) {
        return queries.page(asked, paging.request(asked.name(), asked.limit(), asked.cursor()));
    }

    /** One error. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getError", summary = "One error")
    public Uni<ErrorView> get(UUID id) {
        return queries.error(id).map(found -> found.orElseThrow(() -> ProblemException.notFound("error")));
    }

    /** Where errors come from. */
    @GET
    @Path("/rates")
    @Operation(operationId = "getErrorRates", summary = "How many errors each endpoint had, those with most first")
    public Uni<ErrorRates> rates(
            @QueryParam("window") @DefaultValue("24h") @Parameter(description = "1h, 24h, 7d or 30d") String window) {
        Duration length = WINDOWS.get(window);
        if (length == null) {
            throw ProblemException.invalid("window", "must be 1h, 24h, 7d or 30d");
        }
        Instant since = Instant.now().minus(length);
        return queries.rates(since, length).map(items -> new ErrorRates(window, since, items));
    }
}
