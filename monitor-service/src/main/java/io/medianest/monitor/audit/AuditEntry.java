package io.medianest.monitor.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row that was changed.
 *
 * @param id counts up
 * @param at when the transaction began
 * @param table with its schema
 * @param rowId its primary key, several columns joined by {@code /}
 * @param operation insert, update or delete
 * @param changes what was ({@code old}) and what is ({@code new}), by column; secrets are redacted and what is personal is
 *     hashed
 * @param actor who did it
 * @param correlationId of the call that did it; null if no call did
 */
public record AuditEntry(
        long id,
        Instant at,
        String table,
        String rowId,
        String operation,
        Map<String, Object> changes,
        Actor actor,
        @Nullable String correlationId) {

    /**
     * Who did it.
     *
     * @param id a user's id, {@code service:<name>}, {@code migration} or {@code unknown}
     * @param kind user, service, migration or unknown
     * @param name of a user who is still there
     */
    public record Actor(String id, String kind, @Nullable String name) {}
}
