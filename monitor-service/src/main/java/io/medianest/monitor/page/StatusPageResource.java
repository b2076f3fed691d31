package io.medianest.monitor.page;

import io.medianest.monitor.page.StatusPages.Shown;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The status page, for everybody. */
@Path("/status-page")
@Tag(name = "Status page")
public class StatusPageResource {
    private final StatusPages pages;
    private final String caching;

    StatusPageResource(StatusPages pages, @ConfigProperty(name = "medianest.monitor.page.refresh") Duration refresh) {
        this.pages = pages;
        caching = "public, max-age=" + refresh.toSeconds();
    }

    /** The page as data. */
    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getStatusPage",
            summary = "How the services are that an ADMIN has marked public",
            description = "Needs no sign-in. Without addresses, causes and anything that is not public. The same for"
                    + " people is /status at the gateway.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatusPage.class)))
    @APIResponse(responseCode = "304", description = "That of If-None-Match is still right")
    public Uni<Response> json(@Context Request request) {
        return answer(request, Shown::json);
    }

    /** The page for people, which the gateway shows under /status. */
    @GET
    @PermitAll
    @Path("/html")
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public Uni<Response> html(@Context Request request) {
        return answer(request, Shown::html);
    }

    private Uni<Response> answer(Request request, Function<Shown, Form> wanted) {
        return pages.current().map(wanted).map(form -> {
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(form.tag());
            return (unchanged == null ? Response.ok(form.text()).tag(form.tag()) : unchanged.tag(form.tag()))
                    .header("Cache-Control", caching)
                    .build();
        });
    }
}
