package io.medianest.youtube.preview;

import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.medianest.youtube.address.YouTubeAddress;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is in a playlist, before anybody asks for it. */
@Path("/youtube-downloads/preview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Downloads")
public class PreviewResource {
    private final Previews previews;

    PreviewResource(Previews previews) {
        this.previews = previews;
    }

    /** What is in a playlist. */
    @POST
    @RateLimited("previews")
    @Consumes(MediaType.APPLICATION_JSON)
    @AllowedScope(Scope.DOWNLOADS_READ)
    @Operation(
            operationId = "previewDownload",
            summary = "What is in a playlist of YouTube",
            description = "Remembered for ten minutes. 400 NOT_A_YOUTUBE_URL; 404 PLAYLIST_UNAVAILABLE for what YouTube"
                    + " does not show to everybody; 503 PREVIEW_BUSY, YOUTUBE_UNAVAILABLE.")
    public Uni<PreviewView> preview(@NotNull @Valid PreviewAddress body) {
        return previews.of(YouTubeAddress.parse(body.url()));
    }
}
