package io.medianest.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Throughput: each worker makes its next call when the one before has ended. How long calls take says little then; for
 * that there is {@link OpenLoop}.
 */
public final class ClosedLoop {
    private final Vertx vertx;

    /** @param vertx whose event loop makes the calls */
    public ClosedLoop(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Runs the workers; must be called on the event loop that their connections belong to.
     *
     * @param workers what each does again and again; a failed future is a call that went wrong
     * @param warmUp how long nothing is counted
     * @param length how long is counted
     * @return completes at the end
     */
    public Future<Outcome> run(List<Supplier<Future<?>>> workers, Duration warmUp, Duration length) {
        Run run = new Run(System.nanoTime() + warmUp.toNanos(), length.toNanos());
        List<Future<Void>> ended = workers.stream().map(run::work).toList();
        return Future.all(ended).map(all -> run.recorder.outcome(length.toNanos()));
    }

    private final class Run {
        private final Recorder recorder = new Recorder();
        private final long begin;
        private final long end;

        Run(long begin, long nanos) {
            this.begin = begin;
            end = begin + nanos;
        }

        Future<Void> work(Supplier<Future<?>> worker) {
            Promise<Void> ended = Promise.promise();
            vertx.getOrCreateContext().runOnContext(start -> next(worker, ended));
            return ended.future();
        }

        private void next(Supplier<Future<?>> worker, Promise<Void> ended) {
            long start = System.nanoTime();
            if (start - end >= 0) {
                ended.complete();
                return;
            }
            worker.get().onComplete(result -> {
                long now = System.nanoTime();
                if (start - begin >= 0 && now - end < 0) {
                    recorder.done(now - start, result.succeeded());
                }
                next(worker, ended);
            });
        }
    }
}
