package io.medianest.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final int HISTORIES = 150;

    /** Intervals, sums and outages of random checks, gaps and maintenance are those of a brute-force computation. */
    @Test
    void randomHistoriesAreThoseOfBruteForce() {
        long first = Long.getLong("medianest.state.seed", new Random().nextLong());
        for (long seed = first; seed < first + HISTORIES; seed++) {
            RandomHistory history = RandomHistory.of(seed);
            SortedMap<Instant, Interval> intervals = intervals(history);
            BruteForce bruteForce = new BruteForce(history);

            Sums counted = Sums.NONE;
            for (int time = 0; time < history.end(); time++) {
                Instant at = Instant.ofEpochMilli(time);
                Interval interval = intervals.headMap(at.plusMillis(1)).isEmpty()
                        ? null
                        : intervals.get(intervals.headMap(at.plusMillis(1)).lastKey());
                ServiceState expected = bruteForce.at(time);
                assertThat(interval == null ? ServiceState.UNKNOWN : interval.state())
                        .as("-Dmedianest.state.seed=%d at %d", seed, time)
                        .isEqualTo(expected);
                if (interval != null) {
                    assertThat(interval.sumsAt(at))
                            .as("sums of seed %d at %d", seed, time)
                            .isEqualTo(counted);
                    counted = counted.plus(expected, at, at.plusMillis(1));
                }
            }
        }
    }

    private static SortedMap<Instant, Interval> intervals(RandomHistory history) {
        SortedMap<Instant, Interval> intervals = new TreeMap<>();
        Timeline timeline = Timeline.NEW;
        for (Observation observation : history.observations()) {
            Timeline.Step step = timeline.observe(observation, history.windows(), RandomHistory.THRESHOLDS);
            timeline = step.timeline();
            for (Interval interval : step.intervals()) {
                assertThat(intervals.isEmpty() || !intervals.lastKey().isAfter(interval.startedAt()))
                        .as("order")
                        .isTrue();
                intervals.put(interval.startedAt(), interval);
            }
        }
        return intervals;
    }

    @Test
    void anOutageIsDatedBackToItsFirstFailure() {
        List<Interval> intervals =
                observed(Finding.UP, Finding.DOWN, Finding.DOWN, Finding.DOWN, Finding.UP, Finding.UP);

        assertThat(intervals)
                .extracting(Interval::state)
                .containsExactly(ServiceState.ONLINE, ServiceState.OFFLINE, ServiceState.ONLINE);
        assertThat(intervals)
                .extracting(interval -> interval.startedAt().toEpochMilli())
                .containsExactly(10L, 20L, 50L);
        assertThat(intervals.getLast().sums()).isEqualTo(new Sums(30, 0, 0));
    }

    @Test
    void aBlipNeverCounts() {
        assertThat(observed(Finding.UP, Finding.DOWN, Finding.DOWN, Finding.UP, Finding.DOWN, Finding.UP))
                .extracting(Interval::state)
                .containsExactly(ServiceState.ONLINE);
    }

    @Test
    void threeSlowAnswersOfFiveAreDegradedUntilTheyAreAFifthFaster() {
        Thresholds thresholds = RandomHistory.THRESHOLDS;
        Timeline timeline = Timeline.NEW;
        List<ServiceState> shown = new ArrayList<>();
        int[] answers = {900, 1_100, 900, 1_100, 1_100, 900, 900, 900, 700, 700, 700};
        for (int i = 0; i < answers.length; i++) {
            Timeline.Step step = timeline.observe(
                    new Observation(Instant.ofEpochMilli(10L + i * 10L), Finding.UP, answers[i], null),
                    List.of(),
                    thresholds);
            timeline = step.timeline();
            shown.add(timeline.watch().confirmed());
        }

        assertThat(shown.subList(0, 4)).containsOnly(ServiceState.ONLINE);
        assertThat(shown.subList(4, 10)).containsOnly(ServiceState.DEGRADED);
        assertThat(shown.getLast()).isEqualTo(ServiceState.ONLINE);
    }

    @Test
    void anOutageThatLastsThroughMaintenanceIsOne() {
        Outage open = outage(null, new Interval(Instant.ofEpochMilli(5), ServiceState.OFFLINE, Sums.NONE, "gone"))
                .getFirst();

        assertThat(outage(open, new Interval(Instant.ofEpochMilli(9), ServiceState.MAINTENANCE, Sums.NONE, null)))
                .isEmpty();
        assertThat(outage(open, new Interval(Instant.ofEpochMilli(12), ServiceState.ONLINE, Sums.NONE, null)))
                .containsExactly(
                        new Outage(ServiceState.OFFLINE, Instant.ofEpochMilli(5), Instant.ofEpochMilli(12), "gone"));
        assertThat(outage(open, new Interval(Instant.ofEpochMilli(12), ServiceState.DEGRADED, Sums.NONE, "slow")))
                .extracting(Outage::severity, Outage::endedAt)
                .containsExactly(
                        tuple(ServiceState.OFFLINE, Instant.ofEpochMilli(12)), tuple(ServiceState.DEGRADED, null));
    }

    @Test
    void whileNobodyWatchesNothingIsKnownAndNothingCounts() {
        Timeline online = Timeline.NEW
                .observe(observation(10, Finding.UP), List.of(), RandomHistory.THRESHOLDS)
                .timeline();
        Timeline.Step disabled = online.disable(Instant.ofEpochMilli(20), List.of());
        Timeline.Step enabled = disabled.timeline().enable(Instant.ofEpochMilli(500), List.of());
        Timeline.Step again =
                enabled.timeline().observe(observation(510, Finding.UP), List.of(), RandomHistory.THRESHOLDS);

        assertThat(disabled.timeline().isDisabled()).isTrue();
        assertThat(enabled.intervals()).extracting(Interval::state).containsExactly(ServiceState.UNKNOWN);
        assertThat(again.intervals())
                .containsExactly(
                        new Interval(Instant.ofEpochMilli(510), ServiceState.ONLINE, new Sums(0, 0, 490), null));
    }

    private static List<Outage> outage(@Nullable Outage open, Interval interval) {
        return Outage.changed(open, List.of(interval));
    }

    private static List<Interval> observed(Finding... findings) {
        Timeline timeline = Timeline.NEW;
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < findings.length; i++) {
            Timeline.Step step =
                    timeline.observe(observation(10 + i * 10, findings[i]), List.of(), RandomHistory.THRESHOLDS);
            timeline = step.timeline();
            intervals.addAll(step.intervals());
        }
        return intervals;
    }

    private static Observation observation(int at, Finding finding) {
        return new Observation(Instant.ofEpochMilli(at), finding, null, null);
    }
}
