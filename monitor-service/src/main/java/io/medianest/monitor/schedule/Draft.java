package io.medianest.monitor.schedule;

import io.medianest.monitor.state.Interval;
import io.medianest.monitor.state.Observation;
import io.medianest.monitor.state.Span;
import io.medianest.monitor.state.Thresholds;
import io.medianest.monitor.state.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows for one service from what was seen.
 *
 * @param seen what was seen
 * @param timeline the history after it
 * @param intervals what is new in it, in order
 */
record Draft(Seen seen, Timeline timeline, List<Interval> intervals) {

    /**
     * Works it out.
     *
     * @param now for a service that is not looked at
     */
    static Draft of(Seen seen, List<Span> windows, Thresholds thresholds, Instant now) {
        Timeline timeline = seen.taken().timeline();
        List<Interval> intervals = new ArrayList<>();
        if (seen.taken().enabled() == timeline.isDisabled()) {
            Instant at = notBefore(timeline.last(), seen.first(now));
            Timeline.Step step = timeline.isDisabled() ? timeline.enable(at, windows) : timeline.disable(at, windows);
            timeline = step.timeline();
            intervals.addAll(step.intervals());
        }
        if (seen.isOutOfSight()) {
            Timeline.Step step = timeline.loseSight(notBefore(timeline.last(), now), windows);
            timeline = step.timeline();
            intervals.addAll(step.intervals());
        }
        for (Observation observation : seen.observations()) {
            if (isNews(timeline, observation.at())) {
                Timeline.Step step = timeline.observe(observation, windows, thresholds);
                timeline = step.timeline();
                intervals.addAll(step.intervals());
            }
        }
        return new Draft(seen, timeline, latestOfEach(intervals));
    }

    /** What is older than what is known says nothing. */
    private static boolean isNews(Timeline timeline, Instant at) {
        Instant looked = timeline.watch().lastAt();
        Interval last = timeline.last();
        return (looked == null || looked.isBefore(at)) && (last == null || !at.isBefore(last.startedAt()));
    }

    private static Instant notBefore(@Nullable Interval last, Instant at) {
        return last == null || last.startedAt().isBefore(at) ? at : last.startedAt();
    }

    /** Of intervals that began at the same time only the last one is left. */
    private static List<Interval> latestOfEach(List<Interval> intervals) {
        List<Interval> latest = new ArrayList<>();
        for (Interval interval : intervals) {
            if (!latest.isEmpty() && latest.getLast().startedAt().equals(interval.startedAt())) {
                latest.removeLast();
            }
            latest.add(interval);
        }
        return List.copyOf(latest);
    }
}
