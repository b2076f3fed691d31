package io.medianest.bench.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.medianest.bench.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run has yielded. Safe for use by several threads.
 */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int MANY = 100;
    private static final int FEW = 10;

    private final Machine machine;
    private final Map<String, Object> settings;
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    /**
     * @param machine where it ran
     * @param settings how it ran
     */
    public Report(Machine machine, Map<String, ?> settings) {
        this.machine = machine;
        this.settings = new LinkedHashMap<>(settings);
    }

    /** Adds figures. */
    public synchronized void add(List<Figure> more) {
        figures.addAll(more);
    }

    /** Notes that something could not be measured, and why. */
    public synchronized void fail(String measurement, String reason) {
        failures.put(measurement, reason);
    }

    /** Whether all that was asked for could be measured. */
    public synchronized boolean isWhole() {
        return failures.isEmpty();
    }

    /** All figures. */
    public synchronized List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** As a table in Markdown. */
    public synchronized String table() {
        StringBuilder table = new StringBuilder("%s%n%s%n%n".formatted(machine.describe(), settings));
        table.append("| | figure | value | asked for | |%n|---|---|--:|--:|---|%n".formatted());
        String group = "";
        for (Figure figure : figures) {
            table.append("| %s | %s | %s | %s | %s |%n"
                    .formatted(
                            figure.group().equals(group) ? "" : figure.group(),
                            figure.name(),
                            amount(figure.value(), figure.unit()),
                            aim(figure),
                            figure.isMet() ? "" : "missed"));
            group = figure.group();
        }
        failures.forEach(
                (measurement, reason) -> table.append("%nNot measured: %s (%s)%n".formatted(measurement, reason)));
        return table.toString();
    }

    /** As JSON. */
    public synchronized String json() {
        try {
            return JSON.writeValueAsString(
                    Map.of("machine", machine, "settings", settings, "figures", figures, "failures", failures));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The figures cannot be written as JSON", e);
        }
    }

    private static String aim(Figure figure) {
        Figure.Aim aim = figure.aim();
        return aim == null ? "" : (aim.atLeast() ? "≥ " : "≤ ") + amount(aim.bound(), figure.unit());
    }

    private static String amount(double value, String unit) {
        String format = value >= MANY ? "%,.0f" : value >= FEW ? "%.1f" : "%.2f";
        return (String.format(Locale.ROOT, format, value) + " " + unit).strip();
    }
}
