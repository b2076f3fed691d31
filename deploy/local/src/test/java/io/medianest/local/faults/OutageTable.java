package io.medianest.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of docs/faults.md: how each call is answered while a store is away. */
final class OutageTable {
    private static final String FIRST_COLUMN = "Call";

    private final List<String> columns;
    private final Map<String, List<String>> rows;

    private OutageTable(List<String> columns, Map<String, List<String>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static OutageTable read() throws IOException {
        Path file = Path.of(System.getProperty("medianest.project.root"), "docs", "faults.md");
        List<List<String>> table = Files.readAllLines(file).stream()
                .dropWhile(line -> !line.startsWith("| " + FIRST_COLUMN))
                .takeWhile(line -> line.startsWith("|"))
                .map(OutageTable::cells)
                .toList();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        table.stream().skip(2).forEach(row -> rows.put(row.getFirst().replace("`", ""), row));
        return new OutageTable(table.getFirst(), rows);
    }

    /** The calls, in order. */
    List<String> calls() {
        return List.copyOf(rows.keySet());
    }

    /** What a column says of a call: a status, and what the body's status says, if that is to be looked at. */
    String expected(String call, String column) {
        int index = columns.indexOf(column);
        List<String> row = rows.get(call);
        if (index < 0 || row == null) {
            throw new IllegalArgumentException("docs/faults.md says nothing of %s, %s".formatted(call, column));
        }
        return row.get(index);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1))
                .map(String::strip)
                .toList()
                .subList(1, line.split("\\|", -1).length - 1);
    }
}
