package io.medianest.media.rule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * So many within so many days, counted back from now.
 *
 * @param limit 0 to 10000; null for as many as one likes
 * @param days 1 to 366
 */
public record WindowLimit(
        @Min(0) @Max(10_000) @Nullable Integer limit,
        @NotNull @Min(1) @Max(366) Integer days) {}
