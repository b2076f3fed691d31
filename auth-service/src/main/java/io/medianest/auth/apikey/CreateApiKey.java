package io.medianest.auth.apikey;

import io.medianest.runtime.problem.Problem.FieldError;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Scope;
import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an API key.
 *
 * @param name how its owner calls it
 * @param scopes what it is to be good for
 * @param expiresAt when it is to end; absent if it is not to end by itself
 */
@Schema(name = "CreateApiKey")
record CreateApiKey(
        @NotNull @PlainText(max = 100) @Schema(examples = "Home automation")
        String name,

        @NotNull @Size(min = 1, max = MAX_SCOPES) @Schema(examples = "requests:read")
        List<@Nullable String> scopes,

        @Nullable Instant expiresAt) {
    private static final int MAX_SCOPES = 20;

    /**
     * What is wrong where the annotations see nothing.
     *
     * @return the scopes, each once
     * @throws ProblemException 400 naming the fields
     */
    Set<Scope> check(Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Set<Scope> known = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < scopes.size(); i++) {
            String name = String.valueOf(scopes.get(i));
            int place = i;
            Scope.of(name)
                    .ifPresentOrElse(
                            known::add,
                            () -> errors.add(new FieldError("scopes[" + place + "]", "must be one of " + allScopes())));
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            errors.add(new FieldError("expiresAt", "must be in the future; or leave it out"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return known;
    }

    private static String allScopes() {
        return Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", "));
    }
}
