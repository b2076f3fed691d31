package io.medianest.monitor.uptime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a service has been.
 *
 * @param window 24h, 7d, 30d or 90d
 * @param resolution hour or day: how long a bucket is
 * @param buckets those in which it was looked at, the oldest first
 * @param states its states in that window, the oldest first; the first one may have begun before it
 */
@Schema(name = "ServiceHistory")
public record HistoryView(String window, String resolution, List<Bucket> buckets, List<State> states) {

    /**
     * The looks in an hour or a day.
     *
     * @param start when it begins
     * @param online how many found it as it should be
     * @param degraded how many found something wrong with it
     * @param offline how many did not get an answer
     * @param averageMs the answers' average in milliseconds; null without one
     * @param maxMs the slowest answer; null without one
     * @param responseTimes upper bound in milliseconds: how many answers took so long
     */
    public record Bucket(
            Instant start,
            int online,
            int degraded,
            int offline,
            @Nullable Integer averageMs,
            @Nullable Integer maxMs,
            Map<String, Integer> responseTimes) {}

    /**
     * A state, which lasts until the next one begins.
     *
     * @param since when it began
     * @param state online, degraded, offline, maintenance, disabled or unknown
     */
    public record State(Instant since, String state) {}
}
