package io.medianest.monitor.audit;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit trail. */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Audit trail")
public class AuditResource {
    private final AuditQueries queries;
    private final Paging paging;

    AuditResource(AuditQueries queries, Paging paging) {
        this.queries = queries;
        this.paging = paging;
    }

    /** Who changed what. */
    @GET
    @Operation(
            operationId = "listAudit",
            summary = "Who changed what, newest first",
            description =
                    "Every change of what people and services store. Secrets are redacted, personal data is hashed.")
    public Uni<Page<AuditEntry>> list(@BeanParam AuditParameters parameters) {
        AuditFilter filter = AuditFilter.of(parameters);
        return queries.page(filter, paging.request(filter.name(), parameters.limit(), parameters.cursor()));
    }
}
