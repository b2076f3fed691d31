package io.medianest.runtime.paging;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a row stands in a list that is ordered by creation time, then id, both descending.
 *
 * @param createdAt kept to the microsecond, as PostgreSQL does
 * @param id breaks ties
 */
public record Position(Instant createdAt, UUID id) {}
