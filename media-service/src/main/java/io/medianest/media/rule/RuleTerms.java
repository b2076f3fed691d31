package io.medianest.media.rule;

import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says; null leaves it to the next rule.
 *
 * @param approveMovies whether films need no decision
 * @param approveSeries whether seasons need no decision
 * @param movies how many films may be asked for
 * @param seasons how many seasons may be asked for
 * @param open how many requests may be neither done nor failed
 */
public record RuleTerms(
        @Schema(description = "Films need no decision (true) or need one (false); absent: as the next rule says")
        @Nullable
        Boolean approveMovies,

        @Schema(description = "Seasons need no decision (true) or need one (false); absent: as the next rule says")
        @Nullable
        Boolean approveSeries,

        @Schema(description = "Films within days; without limit as many as one likes; absent: as the next rule says")
        @Valid
        @Nullable
        WindowLimit movies,

        @Schema(description = "Seasons within days; without limit as many as one likes; absent: as the next rule says")
        @Valid
        @Nullable
        WindowLimit seasons,

        @Schema(description = "Open requests; without limit as many as one likes; absent: as the next rule says")
        @Valid
        @Nullable
        OpenLimit open) {}
