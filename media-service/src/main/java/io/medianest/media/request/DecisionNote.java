package io.medianest.media.request;

import io.medianest.runtime.validation.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What is said with a decision.
 *
 * @param note shown to whoever asked
 */
public record DecisionNote(@PlainText(max = 1000) @Nullable String note) {}
