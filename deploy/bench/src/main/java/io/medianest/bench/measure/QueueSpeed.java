package io.medianest.bench.measure;

import io.medianest.bench.data.VideoQueue;
import io.medianest.bench.figure.Figure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** How many videos a second one instance takes from the queue and records, with few and with 100,000 that wait. */
public final class QueueSpeed implements Measurement {
    private static final String GROUP = "queue of videos";
    private static final int FEW = 10_000;
    private static final int MANY = 100_000;
    private static final int PEOPLE = 1_000;
    private static final double FLOOR = 0.7;
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final Path root;

    /** @param root where youtube-service keeps videos */
    public QueueSpeed(Path root) {
        this.root = root;
    }

    @Override
    public List<Figure> take(Workbench bench) throws SQLException {
        // Whoever wants the videos must be there.
        bench.household().fillTo(PEOPLE);
        VideoQueue queue = new VideoQueue(bench.superuser(), root);
        double few = perSecond(bench, queue, FEW);
        double many = perSecond(bench, queue, MANY);
        queue.fill(0);
        return List.of(
                Figure.of(GROUP, "taken and recorded, 10,000 wait", few, "/s"),
                Figure.of(GROUP, "taken and recorded, 100,000 wait", many, "/s"),
                Figure.atLeast(GROUP, "with 100,000 to with 10,000", many / few, "", FLOOR));
    }

    private static double perSecond(Workbench bench, VideoQueue queue, int waiting) throws SQLException {
        queue.fill(waiting);
        queue.rest(false);
        bench.quiet(bench.pace().round());
        long before = queue.done();
        long begun = System.nanoTime();
        bench.quiet(bench.pace().round().multipliedBy(bench.pace().rounds()));
        long done = queue.done() - before;
        double seconds = (System.nanoTime() - begun) / NANOS;
        queue.rest(true);
        return done / seconds;
    }
}
