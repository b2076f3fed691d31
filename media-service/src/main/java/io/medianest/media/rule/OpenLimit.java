package io.medianest.media.rule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * So many at once.
 *
 * @param limit 0 to 10000; null for as many as one likes
 */
public record OpenLimit(@Min(0) @Max(10_000) @Nullable Integer limit) {}
