package io.medianest.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Latency: calls begin at a fixed rate, whether those before have ended or not, as people come who know nothing of each
 * other. Each call's time counts from when it was to begin; one that finds no free worker waits, and the wait counts.
 * So nothing is omitted when the server stalls.
 */
public final class OpenLoop {
    private final Vertx vertx;

    /** @param vertx whose event loop makes the calls */
    public OpenLoop(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Makes calls; must be called on the event loop that the workers' connections belong to.
     *
     * @param workers each makes one call at a time
     * @param perSecond how many begin in a second
     * @param warmUp how long nothing is counted
     * @param length how long is counted
     * @return completes when the last call has ended
     */
    public Future<Outcome> run(List<Supplier<Future<?>>> workers, int perSecond, Duration warmUp, Duration length) {
        return new Run(workers, perSecond, warmUp, length).start();
    }

    private final class Run {
        private final Recorder recorder = new Recorder();
        private final Deque<Supplier<Future<?>>> free;
        private final Deque<Long> late = new ArrayDeque<>();
        private final Promise<Outcome> ended = Promise.promise();
        private final long interval;
        private final long length;
        private final long total;
        private final long start = System.nanoTime();
        private final long begin;
        private long begun;
        private long done;

        Run(List<Supplier<Future<?>>> workers, int perSecond, Duration warmUp, Duration length) {
            free = new ArrayDeque<>(workers);
            interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
            begin = start + warmUp.toNanos();
            this.length = length.toNanos();
            total = warmUp.plus(length).toNanos() / interval;
        }

        Future<Outcome> start() {
            vertx.setPeriodic(1, timer -> {
                beginDue();
                if (begun == total) {
                    vertx.cancelTimer(timer);
                }
            });
            return ended.future();
        }

        private void beginDue() {
            long now = System.nanoTime();
            while (begun < total && start + begun * interval - now <= 0) {
                late.add(start + begun * interval);
                begun++;
            }
            callLate();
        }

        private void callLate() {
            while (!late.isEmpty() && !free.isEmpty()) {
                call(free.poll(), late.poll());
            }
        }

        private void call(Supplier<Future<?>> worker, long intended) {
            worker.get().onComplete(result -> {
                if (intended - begin >= 0) {
                    recorder.done(System.nanoTime() - intended, result.succeeded());
                }
                free.add(worker);
                done++;
                if (done == total) {
                    ended.complete(recorder.outcome(length));
                } else {
                    callLate();
                }
            });
        }
    }
}
