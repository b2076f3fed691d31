package io.medianest.bench.measure;

import io.medianest.bench.figure.Figure;
import io.medianest.bench.machine.ProcessUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each process takes while nobody wants anything. */
public final class Footprint implements Measurement {
    private static final double MOST_MEGABYTES = 1_700;

    private final String when;

    /** @param when what happened before */
    public Footprint(String when) {
        this.when = when;
    }

    @Override
    public List<Figure> take(Workbench bench) {
        String group = "idle " + when;
        Map<String, ProcessUsage> before = bench.usage();
        bench.quiet(bench.pace().quiet());
        List<Figure> figures = new ArrayList<>();
        ProcessUsage all = ProcessUsage.NONE;
        double cpu = 0;
        for (Map.Entry<String, ProcessUsage> entry : bench.usage().entrySet()) {
            ProcessUsage now = entry.getValue();
            all = all.plus(now);
            cpu += now.cpuSeconds()
                    - before.getOrDefault(entry.getKey(), ProcessUsage.NONE).cpuSeconds();
            figures.add(Figure.of(group, entry.getKey() + ", memory (PSS)", now.pssMegabytes(), "MB"));
        }
        // The processes of PostgreSQL share most of their memory, which RSS counts for each of them.
        figures.add(Figure.atMost(group, "all, memory (PSS)", all.pssMegabytes(), "MB", MOST_MEGABYTES));
        figures.add(Figure.of(
                group,
                "all, processor time in a second",
                cpu * 1_000 / bench.pace().quiet().toSeconds(),
                "ms"));
        return figures;
    }
}
