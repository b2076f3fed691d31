package io.medianest.media.request;

import io.medianest.runtime.paging.Position;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list and their values. Texts of callers only ever become values; the few possible combinations
 * each make one statement, which the connection keeps prepared.
 */
final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** A condition whose {@code ?} stands for that value; left out if the value is null. */
    void add(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition.replace("?", parameter(value)));
        }
    }

    /** Only rows after that one. */
    void after(Position position, boolean oldestFirst) {
        conditions.add("(r.created_at, r.id) " + (oldestFirst ? "> (" : "< (")
                + parameter(position.createdAt().atOffset(ZoneOffset.UTC)) + ", " + parameter(position.id()) + ")");
    }

    /** Adds a value, and answers how the statement names it. */
    String parameter(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** The where clause; empty if everything is shown. */
    String sql() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** All values in order. */
    Tuple values() {
        return Tuple.from(values);
    }
}
