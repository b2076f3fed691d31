package io.medianest.bench.measure;

import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.OpenLoop;
import io.medianest.bench.load.Outcome;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How long a list takes while people come at a fixed rate, with tables of several sizes. The first size that is measured
 * is what the others are compared with.
 */
public final class ListLatency {
    private static final String GROUP = "list at 200/s";
    private static final int PER_SECOND = 200;
    private static final double MOST = 1.3;
    private static final double MEDIAN = 50;
    private static final double NEARLY_ALL = 99;

    private double first;
    private long firstSize;

    /** The measurement with these sizes, growing; fills the tables as it goes. */
    public Measurement at(List<Long> sizes) {
        return bench -> {
            List<Supplier<Future<?>>> workers = ListSpeed.http(bench, bench.service("media-service"));
            List<Figure> figures = new ArrayList<>();
            for (long size : sizes) {
                figures.addAll(measure(bench, workers, size));
            }
            return figures;
        };
    }

    private List<Figure> measure(Workbench bench, List<Supplier<Future<?>>> workers, long size) throws SQLException {
        bench.household().fillTo(size);
        Outcome outcome = bench.await(() -> new OpenLoop(bench.vertx())
                        .run(
                                workers,
                                PER_SECOND,
                                bench.pace().warmUp(),
                                bench.pace().steady()))
                .expectAllWell(GROUP);
        double median = outcome.percentile(MEDIAN);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(GROUP, "p50 of %,d requests".formatted(size), median, "ms"));
        figures.add(Figure.of(GROUP, "p99 of %,d requests".formatted(size), outcome.percentile(NEARLY_ALL), "ms"));
        if (firstSize == 0) {
            first = median;
            firstSize = size;
        } else {
            String name = "p50 of %,d to p50 of %,d".formatted(size, firstSize);
            figures.add(Figure.atMost(GROUP, name, median / first, "", MOST));
        }
        return figures;
    }
}
