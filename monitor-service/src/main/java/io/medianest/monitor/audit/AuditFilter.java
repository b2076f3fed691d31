package io.medianest.monitor.audit;

import io.medianest.runtime.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which entries of the trail somebody wants: conditions over columns, and the values that they are about. */
final class AuditFilter {
    private static final Pattern TABLE = Pattern.compile("([a-z]{1,20}\\.)?([a-z_]{1,63})");
    private static final int LONGEST = 200;

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private AuditFilter() {}

    /**
     * Reads the parameters.
     *
     * @throws ProblemException 400 that names the one that is not valid
     */
    static AuditFilter of(AuditParameters parameters) {
        AuditFilter filter = new AuditFilter();
        filter.addTable(parameters.table());
        if (parameters.rowId() != null && parameters.table() == null) {
            throw ProblemException.invalid("rowId", "needs table: rows of several tables have the same id");
        }
        filter.add("c.row_id", "rowId", parameters.rowId());
        filter.add("c.actor_id", "actorId", parameters.actorId());
        filter.add("c.correlation_id", "correlationId", parameters.correlationId());
        return filter;
    }

    /** SQL after {@code where}, with the parameters {@code $1} to {@code $n}. */
    String conditions() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    /** The values of the parameters. */
    List<Object> values() {
        return List.copyOf(values);
    }

    /** Names the list, for its cursors. */
    String name() {
        return "audit " + conditions + values;
    }

    private void addTable(@Nullable String table) {
        if (table == null) {
            return;
        }
        if (!TABLE.matcher(table).matches()) {
            throw ProblemException.invalid("table", "must be a table's name, such as media_requests");
        }
        int dot = table.indexOf('.');
        if (dot > 0) {
            add("c.schema_name", "table", table.substring(0, dot));
        }
        add("c.table_name", "table", table.substring(dot + 1));
    }

    private void add(String column, String parameter, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.isEmpty() || value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw ProblemException.invalid(parameter, "must have 1 to " + LONGEST + " characters");
        }
        values.add(value);
        conditions.add(column + " = $" + values.size());
    }
}
