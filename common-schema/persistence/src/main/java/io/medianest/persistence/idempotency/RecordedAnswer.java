package io.medianest.persistence.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code idempotency_keys}.
 *
 * @param requestHash of the call that it answers
 * @param status the HTTP status
 * @param response the body as JSON
 * @param location the {@code Location}; null if there was none
 * @param etag the {@code ETag}; null if there was none
 */
// Equality of the array is asked of nobody.
@SuppressWarnings("ArrayRecordComponent")
record RecordedAnswer(
        byte[] requestHash,
        int status,
        String response,
        @Nullable String location,
        @Nullable String etag) {}
