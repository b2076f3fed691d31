package io.medianest.monitor.schedule;

import io.medianest.events.service.ServiceStatusChanged;
import io.medianest.monitor.schedule.RecordRepository.IncidentRow;
import io.medianest.monitor.schedule.RecordRepository.IntervalRow;
import io.medianest.monitor.schedule.RecordRepository.RollupRow;
import io.medianest.monitor.schedule.RecordRepository.StatusRow;
import io.medianest.monitor.state.Finding;
import io.medianest.monitor.state.Interval;
import io.medianest.monitor.state.Observation;
import io.medianest.monitor.state.Outage;
import io.medianest.monitor.state.ServiceState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What follows for services, as rows and events. */
final class Rows {
    /** Upper bounds of response times in milliseconds; what is slower counts under the last one. */
    private static final int[] BOUNDS = {10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 60_000};

    private Rows() {}

    /** Where it stands; null if that is as it was. */
    static @Nullable StatusRow status(Draft draft) {
        Seen seen = draft.seen();
        Instant looked = draft.timeline().watch().lastAt();
        if (seen.isOutOfSight()) {
            looked = seen.taken().timeline().watch().lastAt();
        } else if (seen.observations().isEmpty()) {
            return null;
        }
        ServiceState state = draft.timeline().watch().confirmed();
        return looked == null
                ? null
                : new StatusRow(
                        seen.taken().serviceId(),
                        state == ServiceState.UNKNOWN ? null : state.word(),
                        seen.observations().isEmpty()
                                ? null
                                : seen.observations().getLast().responseMs(),
                        looked.toEpochMilli());
    }

    static List<IntervalRow> intervals(Draft draft) {
        return draft.intervals().stream()
                .map(interval -> new IntervalRow(
                        draft.seen().taken().serviceId(),
                        interval.startedAt().toEpochMilli(),
                        interval.state().word(),
                        interval.sums().downMs(),
                        interval.sums().degradedMs(),
                        interval.sums().excludedMs()))
                .toList();
    }

    /** What it adds to the hours. */
    static List<RollupRow> rollups(Draft draft) {
        Map<Long, List<Observation>> hours = new HashMap<>();
        for (Observation observation : draft.seen().observations()) {
            if (observation.finding() != Finding.UNSEEN) {
                long hour = observation.at().truncatedTo(ChronoUnit.HOURS).toEpochMilli();
                hours.computeIfAbsent(hour, start -> new ArrayList<>()).add(observation);
            }
        }
        return hours.entrySet().stream()
                .map(hour -> rollup(draft.seen().taken().serviceId(), hour.getKey(), hour.getValue()))
                .toList();
    }

    private static RollupRow rollup(int serviceId, long hour, List<Observation> observations) {
        List<Integer> times = observations.stream()
                .map(Observation::responseMs)
                .filter(Objects::nonNull)
                .toList();
        Map<String, Integer> buckets = new HashMap<>();
        times.forEach(ms -> buckets.merge(bucket(ms), 1, Integer::sum));
        return new RollupRow(
                serviceId,
                hour,
                count(observations, Finding.UP),
                count(observations, Finding.IMPAIRED),
                count(observations, Finding.DOWN),
                times.stream().mapToLong(Integer::longValue).sum(),
                times.stream().max(Integer::compare).orElse(null),
                buckets);
    }

    private static int count(List<Observation> observations, Finding finding) {
        return (int) observations.stream()
                .filter(observation -> observation.finding() == finding)
                .count();
    }

    private static String bucket(int ms) {
        for (int bound : BOUNDS) {
            if (ms <= bound) {
                return Integer.toString(bound);
            }
        }
        return Integer.toString(BOUNDS[BOUNDS.length - 1]);
    }

    static List<IncidentRow> incidents(Draft draft, @Nullable Outage open) {
        return Outage.changed(open, draft.intervals()).stream()
                .map(outage -> new IncidentRow(
                        draft.seen().taken().serviceId(),
                        outage.severity().word(),
                        outage.cause(),
                        outage.startedAt().toEpochMilli(),
                        outage.endedAt() == null ? null : outage.endedAt().toEpochMilli()))
                .toList();
    }

    /** The news of it, in order. */
    static List<ServiceStatusChanged> events(Draft draft) {
        Interval before = draft.seen().taken().timeline().last();
        String from = before == null ? null : before.state().word();
        List<ServiceStatusChanged> events = new ArrayList<>();
        for (Interval interval : draft.intervals()) {
            String to = interval.state().word();
            if (!to.equals(from)) {
                events.add(new ServiceStatusChanged(
                        draft.seen().taken().name(), from, to, interval.startedAt(), interval.cause()));
            }
            from = to;
        }
        return events;
    }
}
