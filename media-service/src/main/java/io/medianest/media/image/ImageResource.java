package io.medianest.media.image;

import io.medianest.media.library.VisibleLibraries;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Pictures by the links of {@code posterUrl} fields. An {@code <img>} sends no token along: the link itself says for whom
 * it was made, and one of Plex answers only while that person sees the library.
 */
@Path("/images")
@Tag(name = "Images")
public class ImageResource {
    private static final String PUBLIC = "public, max-age=604800, immutable";
    private static final String PRIVATE = "private, max-age=3600";

    private final ImageLinks links;
    private final Images images;
    private final VisibleLibraries visible;

    ImageResource(ImageLinks links, Images images, VisibleLibraries visible) {
        this.links = links;
        this.images = images;
        this.visible = visible;
    }

    /** A picture. */
    @GET
    @PermitAll
    @Path("/{token}")
    @Produces({"image/jpeg", "image/png", "image/webp"})
    @Operation(
            operationId = "getImage",
            summary = "A poster or other picture, by the link of a posterUrl field",
            description = "Needs no access token: the link is made for one person and one picture. 404 for any other"
                    + " link, and once that person does not see the library any more.")
    @APIResponse(
            responseCode = "200",
            description = "The picture",
            content = {
                @Content(mediaType = "image/jpeg"),
                @Content(mediaType = "image/png"),
                @Content(mediaType = "image/webp")
            })
    @APIResponse(responseCode = "304", description = "The one of If-None-Match is still right")
    public Uni<Response> get(
            @PathParam("token") String token,
            @QueryParam("width") @Nullable String width,
            @HeaderParam("If-None-Match") @Nullable String known) {
        ImageSource source = links.read(token).orElseThrow(ImageResource::none);
        int pixels = ImageWidth.of(width);
        return allowed(source).chain(caching -> answer(source, pixels, caching, known));
    }

    private Uni<Response> answer(ImageSource source, int width, String caching, @Nullable String known) {
        String tag = '"' + Images.key(source, width) + '"';
        return tag.equals(known)
                ? Uni.createFrom().item(() -> head(Response.notModified(), caching, tag))
                : images.load(source, width).map(picture -> picture(picture, caching, tag));
    }

    /** Answers with how long browsers may keep it; 404 if the person may not see it. */
    private Uni<String> allowed(ImageSource source) {
        if (!(source instanceof ImageSource.Plex artwork)) {
            return Uni.createFrom().item(PUBLIC);
        }
        return visible.isSeenBy(artwork.viewer(), artwork.library()).map(seen -> {
            if (!seen) {
                throw none();
            }
            return PRIVATE;
        });
    }

    private static Response picture(Buffer picture, String caching, String tag) {
        String type = ImageType.of(picture).map(ImageType::mediaType).orElseThrow(ImageResource::none);
        return head(Response.ok(picture.getBytes(), type), caching, tag);
    }

    /** Nothing that a browser could take for anything but a picture. */
    private static Response head(Response.ResponseBuilder answer, String caching, String tag) {
        return answer.header("Cache-Control", caching)
                .header("ETag", tag)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    private static ProblemException none() {
        return ProblemException.notFound("picture");
    }
}
