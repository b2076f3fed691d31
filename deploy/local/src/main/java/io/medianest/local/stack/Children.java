package io.medianest.local.stack;

import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.StartException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The processes that run: started several at a time, watched, stopped in order. Safe for use by several threads. */
final class Children implements AutoCloseable {
    private static final long START_END_SECONDS = 60;

    private final Map<StopOrder, List<ChildProcess>> running = new EnumMap<>(StopOrder.class);
    private final ExecutorService starts = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("start-", 0).factory());
    private boolean closing;

    /**
     * Does several things at the same time.
     *
     * @return when all have ended, their results
     * @throws StartException if one of them failed, or everything is being stopped
     */
    <T> List<T> inParallel(List<Callable<T>> tasks) {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> task : starts.invokeAll(tasks)) {
                results.add(task.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("The start was interrupted.", e);
        } catch (RejectedExecutionException | CancellationException e) {
            throw new StartException("The start was interrupted.", e);
        }
    }

    /**
     * Starts one.
     *
     * @param start starts it and waits until it is of use
     * @param process finds the process in what was started
     * @throws StartException if everything is being stopped; it does not run then
     */
    <T> T start(StopOrder order, Supplier<T> start, Function<T, ChildProcess> process) {
        T started = start.get();
        ChildProcess child = process.apply(started);
        synchronized (this) {
            if (!closing) {
                running.computeIfAbsent(order, key -> new ArrayList<>()).add(child);
                return started;
            }
        }
        child.stop();
        throw new StartException("The start of " + child.name() + " was interrupted.");
    }

    /** Stops one, which is not missed then. */
    void stop(ChildProcess child) {
        synchronized (this) {
            running.values().forEach(children -> children.remove(child));
        }
        child.stop();
    }

    /** Those that run, in the order they will be stopped in. */
    synchronized List<ChildProcess> list() {
        return running.values().stream().flatMap(List::stream).toList();
    }

    /** One that has ended without having been asked to. */
    synchronized Optional<ChildProcess> ended() {
        return closing
                ? Optional.empty()
                : list().stream().filter(child -> !child.isAlive()).findFirst();
    }

    /** Stops all in order, those of one kind at the same time; what is just being started is stopped first. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        starts.shutdownNow();
        awaitStarts();
        for (List<ChildProcess> children : running.values()) {
            children.parallelStream().forEach(ChildProcess::stop);
        }
    }

    private void awaitStarts() {
        try {
            if (!starts.awaitTermination(START_END_SECONDS, TimeUnit.SECONDS)) {
                throw new StartException("Something that was being started does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
