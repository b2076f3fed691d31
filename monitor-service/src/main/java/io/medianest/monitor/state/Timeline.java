package io.medianest.monitor.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The history of a service's states: what the checks say, with announced maintenance and the times that nobody watched
 * laid over it. Immutable.
 *
 * <p>A state is dated back to the first check that saw it, but never over the edge of a maintenance window or of a time
 * without watching: what was not confirmed there is not counted there.
 *
 * @param watch what the checks say
 * @param last the state that lasts; null before anything is known
 * @param edge the latest beginning or end of maintenance or of watching, which nothing is dated back over
 */
public record Timeline(
        Watch watch, @Nullable Interval last, @Nullable Instant edge) {

    /** Of a service that nobody has looked at. */
    public static final Timeline NEW = new Timeline(Watch.NEW, null, null);

    /**
     * What follows from something that happened.
     *
     * @param timeline the history after it
     * @param intervals the new ones, in order; the first may begin when the last one before it did, and then takes its
     *     place
     */
    public record Step(Timeline timeline, List<Interval> intervals) {}

    /**
     * Takes a check into account.
     *
     * @param observation the result of a check that began after the last one
     * @param windows maintenance, in any order, of at least the time since the last check
     * @param thresholds when results become a state
     */
    public Step observe(Observation observation, List<Span> windows, Thresholds thresholds) {
        Draft draft = new Draft(this);
        Instant gap = watch.gapBefore(observation.at(), thresholds);
        if (gap != null) {
            draft.watch = watch.forgotten();
            draft.edge(gap);
            draft.show(gap, windows);
        }
        draft.crossEdges(windows, observation.at());
        Watch.Step step = draft.watch.after(observation, thresholds);
        draft.watch = step.watch();
        Instant since = step.since();
        if (since != null) {
            draft.show(draft.notOverTheEdge(since), windows);
        }
        return draft.step();
    }

    /** Takes into account that nobody watches any more, from a time after the last check. */
    public Step disable(Instant at, List<Span> windows) {
        Draft draft = new Draft(this);
        draft.crossEdges(windows, at);
        draft.watch = Watch.NEW;
        draft.edge(at);
        draft.append(at, ServiceState.DISABLED, null);
        return draft.step();
    }

    /** Takes into account that somebody watches again, after {@link #disable}. */
    public Step enable(Instant at, List<Span> windows) {
        Draft draft = new Draft(this);
        draft.edge(at);
        draft.watch = Watch.NEW;
        draft.show(at, windows);
        return draft.step();
    }

    /** Takes into account that nobody can look at it any more, from a time after the last check. */
    public Step loseSight(Instant at, List<Span> windows) {
        Draft draft = new Draft(this);
        draft.crossEdges(windows, at);
        draft.watch = Watch.NEW;
        draft.edge(at);
        draft.show(at, windows);
        return draft.step();
    }

    /** Whether nobody watches it. */
    public boolean isDisabled() {
        return last != null && last.state() == ServiceState.DISABLED;
    }

    /** A history under way. */
    private static final class Draft {
        private final List<Interval> intervals = new ArrayList<>();
        private Watch watch;
        private @Nullable Interval last;
        private @Nullable Instant edge;

        Draft(Timeline timeline) {
            watch = timeline.watch;
            last = timeline.last;
            edge = timeline.edge;
        }

        /** Begins and ends maintenance wherever that was due since the last time, up to and including the given time. */
        void crossEdges(List<Span> windows, Instant until) {
            if (last != null && last.state() == ServiceState.DISABLED) {
                return;
            }
            Instant since = latest(edge, watch.lastAt(), last == null ? null : last.startedAt());
            if (!since.isBefore(until)) {
                return;
            }
            TreeSet<Instant> edges = new TreeSet<>();
            windows.forEach(window -> {
                edges.add(window.from());
                edges.add(window.until());
            });
            for (Instant at : edges.subSet(since, false, until, true)) {
                if (windows.stream().anyMatch(window -> window.lastsUntil(at)) != isMaintained(windows, at)) {
                    edge(at);
                    show(at, windows);
                }
            }
        }

        void edge(Instant at) {
            edge = latest(edge, at);
        }

        Instant notOverTheEdge(Instant at) {
            return latest(edge, at);
        }

        /** What is to be seen from a time on; nothing before something was known for the first time. */
        void show(Instant at, List<Span> windows) {
            if (last == null && watch.confirmed() == ServiceState.UNKNOWN) {
                return;
            }
            if (isMaintained(windows, at)) {
                append(at, ServiceState.MAINTENANCE, null);
            } else {
                append(at, watch.confirmed(), watch.cause());
            }
        }

        void append(Instant at, ServiceState state, @Nullable String cause) {
            Interval before = last;
            if (before == null) {
                last = new Interval(at, state, Sums.NONE, cause);
            } else if (before.state() == state) {
                return;
            } else {
                last = new Interval(at, state, before.sumsAt(at), cause);
            }
            intervals.add(last);
        }

        Step step() {
            return new Step(new Timeline(watch, last, edge), List.copyOf(intervals));
        }

        private static boolean isMaintained(List<Span> windows, Instant at) {
            return windows.stream().anyMatch(window -> window.contains(at));
        }

        private static Instant latest(@Nullable Instant... times) {
            Instant latest = Instant.MIN;
            for (Instant time : times) {
                latest = Optional.ofNullable(time).filter(latest::isBefore).orElse(latest);
            }
            return latest;
        }
    }
}
