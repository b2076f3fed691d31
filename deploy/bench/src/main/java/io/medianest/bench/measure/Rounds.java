package io.medianest.bench.measure;

import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.ClosedLoop;
import io.medianest.bench.load.Outcome;
import io.medianest.bench.machine.ProcessUsage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Throughputs of several loads, measured by turns; of each the median round counts. */
final class Rounds {
    private static final double MICROS = 1e6;
    private static final double WORTH_TELLING = 20;

    private final Workbench bench;
    private final Map<String, List<Supplier<Future<?>>>> loads = new LinkedHashMap<>();
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    /** One round: its throughput, and what it took of each process. */
    private record Round(double perSecond, Map<String, Double> cpuMicros) {}

    Rounds(Workbench bench) {
        this.bench = bench;
    }

    /** Adds a load. */
    Rounds with(String name, List<Supplier<Future<?>>> workers) {
        loads.put(name, workers);
        rounds.put(name, new ArrayList<>());
        return this;
    }

    /** Measures. */
    Rounds run() {
        Pace pace = bench.pace();
        loads.forEach((name, workers) -> measure(name, workers, pace.warmUp()));
        for (int round = 0; round < pace.rounds(); round++) {
            loads.forEach((name, workers) -> {
                Round measured = measure(name, workers, pace.round());
                rounds.computeIfAbsent(name, key -> new ArrayList<>()).add(measured);
            });
        }
        return this;
    }

    /** The throughput of a load. */
    double perSecond(String name) {
        return median(name).perSecond();
    }

    /** What a call of a load takes of each process, in microseconds of a processor. */
    List<Figure> cpu(String group, String name) {
        List<Figure> figures = new ArrayList<>();
        median(name).cpuMicros().forEach((process, micros) -> {
            if (micros >= WORTH_TELLING) {
                figures.add(
                        Figure.of(group, "%s: processor time of %s for one".formatted(name, process), micros, "µs"));
            }
        });
        return figures;
    }

    private Round median(String name) {
        List<Round> sorted = rounds.getOrDefault(name, List.of()).stream()
                .sorted(Comparator.comparingDouble(Round::perSecond))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private Round measure(String name, List<Supplier<Future<?>>> workers, Duration length) {
        Map<String, ProcessUsage> before = bench.usage();
        Outcome outcome = bench.await(() -> new ClosedLoop(bench.vertx()).run(workers, Duration.ZERO, length))
                .expectAllWell(name);
        Map<String, Double> cpu = new LinkedHashMap<>();
        bench.usage()
                .forEach((process, after) -> cpu.put(
                        process,
                        (after.cpuSeconds()
                                        - before.getOrDefault(process, ProcessUsage.NONE)
                                                .cpuSeconds())
                                * MICROS
                                / Math.max(1, outcome.count())));
        return new Round(outcome.perSecond(), cpu);
    }
}
