package io.medianest.monitor.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a service from its checks alone. Immutable; each check makes the next one.
 *
 * @param lastAt when it was looked at last; null if never
 * @param confirmed ONLINE, DEGRADED or OFFLINE; UNKNOWN until something is confirmed
 * @param cause why, in words without addresses and secrets; null if there is nothing to say
 * @param run how many times in a row it has been otherwise than confirmed: failures while it counts as working, answers
 *     while it counts as offline
 * @param runSince when that run began; null without one
 * @param slow for the latest answers, the last one last, whether each was slow; five at most
 */
public record Watch(
        @Nullable Instant lastAt,
        ServiceState confirmed,
        @Nullable String cause,
        int run,
        @Nullable Instant runSince,
        List<Boolean> slow) {

    /** Of a service that nobody has looked at. */
    public static final Watch NEW = new Watch(null, ServiceState.UNKNOWN, null, 0, null, List.of());

    /**
     * What is known after a check, and what of it is news.
     *
     * @param watch what is known
     * @param since since when it is in another state than before, which is before this check if it took several to
     *     confirm it; null if it is not
     */
    record Step(Watch watch, @Nullable Instant since) {}

    /** Whether the next check should not wait for its turn: something has been seen that is not confirmed yet. */
    public boolean hasSuspicion() {
        return run > 0;
    }

    /** Since when nobody has looked, if that is too long before the given time to know anything; else null. */
    @Nullable
    Instant gapBefore(Instant at, Thresholds thresholds) {
        return lastAt != null && lastAt.plus(thresholds.gap()).isBefore(at) ? lastAt : null;
    }

    /** Nothing is known any more. */
    Watch forgotten() {
        return new Watch(lastAt, ServiceState.UNKNOWN, null, 0, null, List.of());
    }

    /** Takes a check into account, which is later than the last one. */
    Step after(Observation observation, Thresholds thresholds) {
        return switch (observation.finding()) {
            case UNSEEN -> unseen(observation);
            case DOWN -> down(observation, thresholds);
            case UP, IMPAIRED -> answered(observation, thresholds);
        };
    }

    private Step unseen(Observation observation) {
        Instant failingSince = confirmed == ServiceState.OFFLINE ? null : runSince;
        return confirmed(
                observation,
                ServiceState.UNKNOWN,
                observation.cause(),
                failingSince == null ? observation.at() : failingSince,
                List.of());
    }

    private Step down(Observation observation, Thresholds thresholds) {
        if (confirmed == ServiceState.OFFLINE) {
            return new Step(new Watch(observation.at(), confirmed, cause, 0, null, slow), null);
        }
        Instant since = runSince == null ? observation.at() : runSince;
        return run + 1 < thresholds.failures()
                ? suspected(observation, since, slow)
                : confirmed(observation, ServiceState.OFFLINE, observation.cause(), since, List.of());
    }

    private Step answered(Observation observation, Thresholds thresholds) {
        List<Boolean> latest = latest(observation, thresholds);
        ServiceState level = latest.stream().filter(one -> one).count() >= Thresholds.SLOW_ONES
                ? ServiceState.DEGRADED
                : ServiceState.ONLINE;
        String why = level == ServiceState.ONLINE
                ? null
                : Objects.requireNonNullElse(observation.cause(), "It answers slowly.");
        if (confirmed != ServiceState.OFFLINE) {
            return confirmed(observation, level, why, observation.at(), latest);
        }
        Instant since = runSince == null ? observation.at() : runSince;
        return run + 1 < thresholds.recoveries()
                ? suspected(observation, since, latest)
                : confirmed(observation, level, why, since, latest);
    }

    private Step suspected(Observation observation, Instant since, List<Boolean> latest) {
        return new Step(new Watch(observation.at(), confirmed, cause, run + 1, since, latest), null);
    }

    private Step confirmed(
            Observation observation, ServiceState state, @Nullable String why, Instant since, List<Boolean> latest) {
        Watch next = new Watch(observation.at(), state, why, 0, null, latest);
        return new Step(next, state == confirmed ? null : since);
    }

    private List<Boolean> latest(Observation observation, Thresholds thresholds) {
        Integer responseMs = observation.responseMs();
        List<Boolean> latest = new ArrayList<>(slow);
        latest.add(observation.finding() == Finding.IMPAIRED
                || (responseMs != null && thresholds.isSlow(responseMs, confirmed == ServiceState.DEGRADED)));
        return List.copyOf(latest.subList(Math.max(0, latest.size() - Thresholds.LOOKED_AT), latest.size()));
    }
}
