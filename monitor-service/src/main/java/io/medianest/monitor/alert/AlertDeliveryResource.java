package io.medianest.monitor.alert;

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

/** The log of alerts. */
@Path("/alert-deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Alerts")
public class AlertDeliveryResource {
    private final AlertDeliveryQueries queries;
    private final Paging paging;

    AlertDeliveryResource(AlertDeliveryQueries queries, Paging paging) {
        this.queries = queries;
        this.paging = paging;
    }

    /** Lists deliveries. */
    @GET
    @Operation(operationId = "listAlertDeliveries", summary = "Who was told of what, and what came of it, newest first")
    public Uni<Page<AlertDeliveryView>> list(@BeanParam AlertDeliveryParameters parameters) {
        return queries.page(parameters, paging.request(parameters.name(), parameters.limit(), parameters.cursor()));
    }
}
