package io.medianest.bench.measure;

import io.medianest.bench.figure.Figure;
import io.medianest.local.stack.ServiceDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each service takes from the start of its process until it is ready, one at a time. */
public final class StartTimes implements Measurement {
    private static final String GROUP = "start";
    private static final double MOST_SECONDS = 2.5;
    private static final double MILLIS = 1_000;

    @Override
    public List<Figure> take(Workbench bench) {
        List<Figure> figures = new ArrayList<>();
        for (ServiceDefinition service : bench.services()) {
            List<Duration> times = new ArrayList<>();
            for (int round = 0; round < bench.pace().rounds(); round++) {
                times.add(bench.stack().measureStart(service));
            }
            Duration median = times.stream().sorted().toList().get(times.size() / 2);
            figures.add(Figure.atMost(GROUP, service.name() + " ready", median.toMillis() / MILLIS, "s", MOST_SECONDS));
        }
        return figures;
    }
}
