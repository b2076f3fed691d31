package io.medianest.media.search;

import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.medianest.runtime.validation.PlainText;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Finding films and series. While Overseerr cannot be asked, what is remembered or in the library; 503
 * OVERSEERR_UNAVAILABLE if that is nothing.
 */
@Path("/media")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Search")
public class SearchResource {
    private static final int MAX_PAGE = 500;
    private static final String NUMBER = "[1-9][0-9]{0,2}";

    private final TitleSearch search;
    private final CurrentCaller caller;

    SearchResource(TitleSearch search, CurrentCaller caller) {
        this.search = search;
        this.caller = caller;
    }

    /** Searches by title. */
    @GET
    @Path("/search")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(operationId = "searchTitles", summary = "Search films and series by title")
    public Uni<SearchPage> search(
            @NotNull @PlainText(max = 200) @QueryParam("query") String query,
            @QueryParam("page") @Nullable String page) {
        return search.search(caller.get().userId(), query, number(page));
    }

    /** What many people watch these days. */
    @GET
    @Path("/trending")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(operationId = "listTrendingTitles", summary = "Films and series that many people watch these days")
    public Uni<SearchPage> trending(@QueryParam("page") @Nullable String page) {
        return search.trending(caller.get().userId(), number(page));
    }

    /** What many people like. */
    @GET
    @Path("/popular")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(operationId = "listPopularTitles", summary = "Films, or series, that many people like")
    public Uni<SearchPage> popular(
            @QueryParam("mediaType") @DefaultValue("movie") String mediaType,
            @QueryParam("page") @Nullable String page) {
        MediaKind kind = MediaKind.named(mediaType)
                .orElseThrow(() -> ProblemException.invalid("mediaType", "must be movie or tv"));
        return search.popular(caller.get().userId(), kind, number(page));
    }

    /** A title in detail. */
    @GET
    @Path("/{mediaType: movie|tv}/{tmdbId}")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(operationId = "getTitle", summary = "A film or a series in detail, with its seasons")
    public Uni<TitleDetails> details(@PathParam("mediaType") String mediaType, @PathParam("tmdbId") String tmdbId) {
        if (!tmdbId.matches(Title.TMDB_ID)) {
            throw ProblemException.invalid("tmdbId", "must be the title's number at TMDB, 1 to 10 digits");
        }
        return search.details(caller.get().userId(), new Title(MediaKind.of(mediaType), tmdbId));
    }

    private static int number(@Nullable String page) {
        if (page == null) {
            return 1;
        }
        if (!page.matches(NUMBER) || Integer.parseInt(page) > MAX_PAGE) {
            throw ProblemException.invalid("page", "must be a whole number from 1 to " + MAX_PAGE);
        }
        return Integer.parseInt(page);
    }
}
