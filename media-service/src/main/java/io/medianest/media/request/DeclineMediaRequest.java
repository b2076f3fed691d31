package io.medianest.media.request;

import io.medianest.runtime.validation.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is declined.
 *
 * @param note shown to whoever asked
 */
public record DeclineMediaRequest(
        @PlainText(max = 1000) @Nullable String note) {}
