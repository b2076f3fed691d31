package io.medianest.youtube.download;

import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.medianest.youtube.address.YouTubeAddress;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One's own downloads, and for a MODERATOR everybody's. */
@Path("/youtube-downloads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Downloads")
public class DownloadResource {
    private final Downloads downloads;
    private final DownloadReader reader;
    private final CurrentCaller caller;

    DownloadResource(Downloads downloads, DownloadReader reader, CurrentCaller caller) {
        this.downloads = downloads;
        this.reader = reader;
        this.caller = caller;
    }

    /** Asks for a playlist or a video. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @AllowedScope(Scope.DOWNLOADS_WRITE)
    @Operation(
            operationId = "createDownload",
            summary = "Ask for a playlist, or one video, of YouTube",
            description = "400 NOT_A_YOUTUBE_URL says what is accepted; 400 KEEP_IN_SYNC_UNSUPPORTED; 403"
                    + " QUOTA_EXCEEDED; 507 DISK_SPACE_LOW.")
    @APIResponse(responseCode = "202", description = "The download; its address is in Location")
    public Uni<RestResponse<DownloadView>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey, @NotNull @Valid CreateDownload body) {
        // What is refused here does not count against the limit.
        YouTubeAddress address = body.address();
        return downloads
                .create(caller.get().userId(), IdempotencyKey.of(idempotencyKey), body, address)
                .map(Answer::response);
    }

    /** Lists downloads, newest first. */
    @GET
    @AllowedScope(Scope.DOWNLOADS_READ)
    @Operation(operationId = "listDownloads", summary = "List one's own downloads; MODERATOR: everybody's")
    public Uni<Page<DownloadView>> list(@BeanParam DownloadListParameters parameters) {
        return reader.page(caller.get(), parameters);
    }

    /** One download. */
    @GET
    @Path("/{id}")
    @AllowedScope(Scope.DOWNLOADS_READ)
    @Operation(operationId = "getDownload", summary = "One download")
    public Uni<DownloadView> get(UUID id) {
        return reader.one(caller.get(), id);
    }

    /** The videos of a download. */
    @GET
    @Path("/{id}/items")
    @AllowedScope(Scope.DOWNLOADS_READ)
    @Operation(
            operationId = "listDownloadItems",
            summary = "The videos of a download, in the playlist's order",
            description = "Empty until YouTube has told what is in the playlist.")
    public Uni<Page<VideoView>> items(
            UUID id,
            @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        return reader.items(caller.get(), id, limit, cursor);
    }
}
