package io.medianest.media.rule;

import io.medianest.media.rule.RuleQueries.Versioned;
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

/** Whose requests need no decision, and how much each may ask for. */
@Path("/media-requests/rules")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Request rules")
public class RuleResource {
    private static final String NEAREST = "The nearest rule that says something decides: the person's own, that of the"
            + " role, those of the roles it includes, then the configuration.";

    private final Rules rules;
    private final RuleQueries queries;
    private final CurrentCaller caller;

    RuleResource(Rules rules, RuleQueries queries, CurrentCaller caller) {
        this.rules = rules;
        this.queries = queries;
        this.caller = caller;
    }

    /** Lists all rules. */
    @GET
    @Operation(
            operationId = "listRequestRules",
            summary = "All rules: of roles, then of people by name",
            description = NEAREST)
    public Uni<Page<RuleView>> list() {
        return queries.all().map(all -> new Page<>(all, null));
    }

    /** Sets the rule of a role. */
    @PUT
    @Path("/roles/{role}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setRequestRuleOfRole",
            summary = "Set the rule for everybody who has a role, directly or by inclusion",
            description = NEAREST)
    public Uni<RestResponse<RuleView>> setForRole(
            String role, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid RuleTerms body) {
        return set(RuleSubject.role(role), ifMatch, body);
    }

    /** Removes the rule of a role. */
    @DELETE
    @Path("/roles/{role}")
    @Operation(operationId = "removeRequestRuleOfRole", summary = "Remove the rule of a role")
    @APIResponse(responseCode = "204", description = "Removed, or there was none")
    public Uni<Void> removeForRole(String role) {
        return rules.remove(caller.get().userId(), RuleSubject.role(role));
    }

    /** Sets the rule of a person. */
    @PUT
    @Path("/users/{userId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "setRequestRuleOfUser", summary = "Set the rule for one person", description = NEAREST)
    public Uni<RestResponse<RuleView>> setForUser(
            UUID userId, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid RuleTerms body) {
        return set(RuleSubject.person(userId), ifMatch, body);
    }

    /** Removes the rule of a person. */
    @DELETE
    @Path("/users/{userId}")
    @Operation(operationId = "removeRequestRuleOfUser", summary = "Remove the rule of one person")
    @APIResponse(responseCode = "204", description = "Removed, or there was none")
    public Uni<Void> removeForUser(UUID userId) {
        return rules.remove(caller.get().userId(), RuleSubject.person(userId));
    }

    private Uni<RestResponse<RuleView>> set(RuleSubject subject, @Nullable String ifMatch, RuleTerms body) {
        return rules.set(caller.get().userId(), subject, body, IfMatch.of(ifMatch))
                .map(RuleResource::tagged);
    }

    private static RestResponse<RuleView> tagged(Versioned rule) {
        return RestResponse.ResponseBuilder.ok(rule.view())
                .header("ETag", IfMatch.etag(rule.version()))
                .build();
    }
}
