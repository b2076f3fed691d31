package io.medianest.auth.housekeeping;

import java.time.Duration;

/**
 * One table from which expired rows are deleted.
 *
 * @param table the table
 * @param time the column that says since when a row is of no use; an index begins with it
 * @param keptFor how long rows are kept after that
 * @param lock whether rows that somebody else is at are passed over; a table that is only ever added to needs no lock
 */
record Chore(String table, String time, Duration keptFor, boolean lock) {

    /** Deletes some rows: {@code $1} is how many seconds they are kept, {@code $2} how many at most. */
    String sql() {
        return """
                with actor as materialized (select set_config('app.actor_id', 'service:auth-service', true))
                delete from %1$s using actor
                 where %1$s.ctid = any (array(
                     select t.ctid from %1$s t where t.%2$s < now() - $1::bigint * interval '1 second'
                      order by t.%2$s limit $2::int%3$s))
                """.formatted(table, time, lock ? " for update skip locked" : "");
    }
}
