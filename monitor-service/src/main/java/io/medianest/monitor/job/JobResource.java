package io.medianest.monitor.job;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The recurring work of the services. */
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Jobs")
public class JobResource {
    private static final int ACCEPTED = 202;

    private final JobDesk desk;
    private final JobQueries queries;
    private final CurrentCaller caller;

    JobResource(JobDesk desk, JobQueries queries, CurrentCaller caller) {
        this.desk = desk;
        this.queries = queries;
        this.caller = caller;
    }

    /** Lists them. */
    @GET
    @Operation(operationId = "listJobs", summary = "The recurring work of the services, and how it went the last time")
    public Uni<Page<Job>> list() {
        return queries.all().map(jobs -> new Page<>(jobs, null));
    }

    /** Asks for one. */
    @POST
    @Path("/{name}/run")
    @ResponseStatus(ACCEPTED)
    @Operation(
            operationId = "runJob",
            summary = "Have some work done now",
            description =
                    "Its service begins within half a minute, unless it is at it. Asked for twice before that, it is"
                            + " done once. 409 RUNS_BY_ITSELF for what no service does. The audit trail has who asked.")
    @APIResponse(responseCode = "202", description = "Asked for")
    public Uni<Job> run(String name) {
        return desk.request(name, caller.get().userId());
    }
}
