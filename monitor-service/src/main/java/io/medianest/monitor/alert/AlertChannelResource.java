package io.medianest.monitor.alert;

import io.medianest.monitor.alert.AlertChannelQueries.Stored;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who is told when something does not work. */
@Path("/alert-channels")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Alerts")
public class AlertChannelResource {
    private final AlertChannels channels;
    private final AlertChannelQueries queries;
    private final AlertSender sender;
    private final CurrentCaller caller;

    AlertChannelResource(
            AlertChannels channels, AlertChannelQueries queries, AlertSender sender, CurrentCaller caller) {
        this.channels = channels;
        this.queries = queries;
        this.sender = sender;
        this.caller = caller;
    }

    /** Lists channels. */
    @GET
    @Operation(operationId = "listAlertChannels", summary = "Who is told of incidents, by name, without secrets")
    public Uni<Page<AlertChannelView>> list() {
        return queries.all().map(all -> new Page<>(all, null));
    }

    /** Makes a channel. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createAlertChannel",
            summary = "Have somebody told of incidents",
            description = "By webhook, e-mail or ntfy: once when something does not work, once when it is back.")
    @APIResponse(responseCode = "201", description = "Made")
    public Uni<RestResponse<AlertChannelView>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey, @NotNull @Valid PutAlertChannel body) {
        return channels.create(caller.get().userId(), IdempotencyKey.of(idempotencyKey), body)
                .map(Answer::response);
    }

    /** One channel. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getAlertChannel", summary = "Who is told of what, and how, without the secret")
    public Uni<RestResponse<AlertChannelView>> get(UUID id) {
        return queries.find(id).map(AlertChannelResource::tagged);
    }

    /** Sets a channel anew. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putAlertChannel",
            summary = "Set who is told of what, and how",
            description = "What has not been sent yet goes where it says now.")
    public Uni<RestResponse<AlertChannelView>> put(
            UUID id, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid PutAlertChannel body) {
        return channels.put(caller.get().userId(), id, body, IfMatch.of(ifMatch))
                .map(AlertChannelResource::tagged);
    }

    /** Removes a channel. */
    @DELETE
    @Path("/{id}")
    @Operation(operationId = "deleteAlertChannel", summary = "Tell nobody there any more, and forget what was sent")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Void> delete(UUID id, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
        return channels.delete(caller.get().userId(), id, IfMatch.of(ifMatch));
    }

    /** Tries a channel. */
    @POST
    @Path("/{id}/test")
    @Operation(
            operationId = "testAlertChannel",
            summary = "Send a test now, once, whether the channel is enabled or not",
            description = "What came of it is the answer; the log has only what is about incidents.")
    public Uni<AlertTestResult> test(UUID id) {
        return queries.find(id).chain(sender::test);
    }

    private static RestResponse<AlertChannelView> tagged(Stored channel) {
        return RestResponse.ResponseBuilder.ok(channel.view())
                .header("ETag", IfMatch.etag(channel.version()))
                .build();
    }
}
