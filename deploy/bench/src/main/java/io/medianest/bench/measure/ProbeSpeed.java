package io.medianest.bench.measure;

import io.medianest.bench.data.WatchedServices;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.machine.ProcessUsage;
import io.medianest.local.stack.ServiceDefinition;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How punctually one instance looks at many services every 30 seconds, and what that takes. The services are a port that
 * takes connections and says nothing, so that what is measured is watching and not what is watched.
 */
public final class ProbeSpeed implements Measurement {
    private static final String GROUP = "watching services";
    private static final int FIRST = 5_000;
    private static final int INTERVAL_SECONDS = 30;
    private static final int MOST_STEPS = 4;
    private static final double IN_TIME = 0.99;
    private static final double PROMISED = 0.9;
    private static final double MOST_CORES = 1;
    private static final Pattern LAGS =
            Pattern.compile("(?m)^medianest_monitor_schedule_lag_seconds_(count|bucket)(?:\\{([^}]*)})? (\\S+)$");

    private record Told(double all, double withinASecond) {}

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        NetServer port = bench.await(() -> bench.vertx()
                .createNetServer()
                .connectHandler(socket -> socket.close())
                .listen(0, "127.0.0.1"));
        WatchedServices services = new WatchedServices(bench.superuser());
        List<Figure> figures = new ArrayList<>();
        int count = FIRST;
        boolean punctual = true;
        for (int step = 0; step < (bench.pace().equals(Pace.QUICK) ? 1 : MOST_STEPS) && punctual; step++) {
            services.listening(port.actualPort(), count);
            punctual = measure(bench, count, step == 0, figures);
            count *= 2;
        }
        services.clear();
        bench.await(port::close);
        return figures;
    }

    /** Answers whether it kept up, so that the next step goes on to where it does not. */
    private static boolean measure(Workbench bench, int count, boolean asked, List<Figure> figures) {
        ServiceDefinition service = bench.services().stream()
                .filter(one -> one.name().equals("monitor-service"))
                .findFirst()
                .orElseThrow();
        URI metrics = bench.stack().metricsAddress(service);
        Duration length = bench.pace().quiet().multipliedBy(2);
        bench.quiet(bench.pace().quiet());
        Told before = told(metrics);
        Map<String, ProcessUsage> usage = bench.usage();
        bench.quiet(length);
        double cores = cores(bench, usage, length);
        Told after = told(metrics);
        double looked = after.all() - before.all();
        double inTime = (after.withinASecond() - before.withinASecond()) / Math.max(1, looked);
        double perSecond = looked / length.toSeconds();
        String what = "%,d every 30 s: ".formatted(count);
        figures.add(Figure.of(GROUP, what + "looked at", perSecond, "/s"));
        figures.add(
                asked
                        ? Figure.atLeast(GROUP, what + "within 1 s of their time", inTime, "", IN_TIME)
                        : Figure.of(GROUP, what + "within 1 s of their time", inTime, ""));
        figures.add(
                asked
                        ? Figure.atMost(GROUP, what + "processors of monitor-service", cores, "", MOST_CORES)
                        : Figure.of(GROUP, what + "processors of monitor-service", cores, ""));
        return inTime >= IN_TIME && perSecond >= PROMISED * count / INTERVAL_SECONDS;
    }

    private static double cores(Workbench bench, Map<String, ProcessUsage> before, Duration length) {
        double cpu =
                bench.usage().getOrDefault("monitor-service", ProcessUsage.NONE).cpuSeconds()
                        - before.getOrDefault("monitor-service", ProcessUsage.NONE)
                                .cpuSeconds();
        return cpu / length.toSeconds();
    }

    private static Told told(URI metrics) {
        double[] told = new double[2];
        LAGS.matcher(Metrics.read(metrics)).results().forEach(line -> {
            double value = Double.parseDouble(line.group(3));
            if (line.group(1).equals("count")) {
                told[0] += value;
            } else if (line.group(2).contains("le=\"1.0\"")) {
                told[1] += value;
            }
        });
        return new Told(told[0], told[1]);
    }
}
