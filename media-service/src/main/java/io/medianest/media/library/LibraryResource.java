package io.medianest.media.library;

import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.medianest.runtime.validation.PlainText;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Browsing what the Plex server has, as far as the caller may see it. */
@Path("/library")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Library")
public class LibraryResource {
    private static final String NEVER_KNOWN =
            "503 PLEX_UNAVAILABLE as long as Plex has never answered; what is known is"
                    + " shown while Plex is away, and stale says when it may be old.";

    private final LibraryBrowser browser;
    private final CurrentCaller caller;

    LibraryResource(LibraryBrowser browser, CurrentCaller caller) {
        this.browser = browser;
        this.caller = caller;
    }

    /** The libraries that the caller sees. */
    @GET
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(
            operationId = "listLibraries",
            summary = "The Plex libraries that are shared with the caller or open to all; ADMIN: all",
            description = NEVER_KNOWN)
    public Uni<LibraryList> libraries() {
        return browser.libraries(userId());
    }

    /** What is in a library. */
    @GET
    @Path("/{key: [0-9]+}/items")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(
            operationId = "listLibraryItems",
            summary = "The films or series of a library",
            description = NEVER_KNOWN)
    public Uni<LibraryPage<LibraryTitleView>> items(
            @PathParam("key") String key, @BeanParam LibraryListParameters parameters) {
        return browser.items(userId(), key, parameters);
    }

    /** The collections of a library. */
    @GET
    @Path("/{key: [0-9]+}/collections")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(
            operationId = "listLibraryCollections",
            summary = "The collections of a library",
            description = NEVER_KNOWN)
    public Uni<LibraryPage<LibraryCollectionView>> collections(
            @PathParam("key") String key, @BeanParam LibraryListParameters parameters) {
        return browser.collections(userId(), key, parameters);
    }

    /** Searches all libraries that the caller sees. */
    @GET
    @Path("/search")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(
            operationId = "searchLibraries",
            summary = "Search all libraries by title; accents and capitals do not matter",
            description = NEVER_KNOWN)
    public Uni<LibraryPage<LibraryTitleView>> search(
            @NotNull @PlainText(max = 200) @QueryParam("query") String query,
            @BeanParam LibraryListParameters parameters) {
        return browser.search(userId(), query, parameters);
    }

    /** What came last. */
    @GET
    @Path("/recent")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(
            operationId = "listRecentLibraryItems",
            summary = "What came last, of all libraries; a series by its latest season",
            description = NEVER_KNOWN)
    public Uni<LibraryPage<LibraryTitleView>> recent(@BeanParam LibraryListParameters parameters) {
        return browser.recent(userId(), parameters);
    }

    /** A title in detail. */
    @GET
    @Path("/items/{ratingKey: [0-9]+}")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(
            operationId = "getLibraryItem",
            summary = "A film or a series of a library in detail, with its seasons",
            description = NEVER_KNOWN)
    public Uni<LibraryTitleDetails> item(@PathParam("ratingKey") long ratingKey) {
        return browser.details(userId(), ratingKey);
    }

    /** What is in a collection. */
    @GET
    @Path("/collections/{ratingKey: [0-9]+}/items")
    @AllowedScope(Scope.LIBRARY_READ)
    @Operation(
            operationId = "listLibraryCollectionItems",
            summary = "What is in a collection, in its order",
            description = NEVER_KNOWN)
    public Uni<LibraryPage<LibraryTitleView>> collectionItems(
            @PathParam("ratingKey") long ratingKey, @BeanParam LibraryListParameters parameters) {
        return browser.collectionItems(userId(), ratingKey, parameters);
    }

    private UUID userId() {
        return caller.get().userId();
    }
}
