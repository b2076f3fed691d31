package io.medianest.testing.authorisation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the matrix.
 *
 * @param operationId of the OpenAPI document
 * @param scope what an API key needs; empty if no key may call it
 * @param statuses what each is answered
 */
record Entry(String operationId, Optional<String> scope, Map<Column, Integer> statuses) {
    private static final int LEADING = 2;

    /** Reads the rows: operation, scope or {@code -}, a status for each column; lines that begin with {@code #} are none. */
    static List<Entry> read(String table) {
        List<Entry> entries = new ArrayList<>();
        for (String line : table.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(line.split("\\s+", -1)));
            }
        }
        return entries;
    }

    private static Entry entry(String[] words) {
        if (words.length != Column.values().length + LEADING) {
            throw new IllegalArgumentException("An entry needs an operation, a scope or -, and "
                    + Column.values().length + " statuses: " + String.join(" ", words));
        }
        Map<Column, Integer> statuses = new EnumMap<>(Column.class);
        int word = LEADING;
        for (Column column : Column.values()) {
            statuses.put(column, Integer.valueOf(words[word++]));
        }
        return new Entry(words[0], words[1].equals("-") ? Optional.empty() : Optional.of(words[1]), statuses);
    }
}
