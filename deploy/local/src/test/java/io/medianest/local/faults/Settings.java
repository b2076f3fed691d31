package io.medianest.local.faults;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tests set otherwise than a household would. */
final class Settings {
    /** Nobody is to wait for a limit, nor long for what a process that was killed had claimed. */
    static final Map<String, String> FOR_TESTS = Map.of(
            "MEDIANEST_RATE_LIMIT_GENERAL", "1000000/1m",
            "MEDIANEST_RATE_LIMIT_MEDIA_REQUESTS", "1000000/1m",
            "MEDIANEST_RATE_LIMIT_REFRESH", "1000000/1m",
            "MEDIANEST_RATE_LIMIT_REFRESH_ADDRESS", "1000000/1m",
            "MEDIANEST_SUBMISSION_LEASE", "5s",
            "MEDIANEST_SYNC_POLL_EVERY", "2s");

    /** The same, and what happens to a service is known within seconds. */
    static final Map<String, String> WATCHFUL = Stream.of(
                    FOR_TESTS,
                    Map.of("MEDIANEST_MONITOR_PROBE_INTERVAL", "4s", "MEDIANEST_MONITOR_PROBE_SUSPECT_INTERVAL", "3s"))
            .flatMap(settings -> settings.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Settings() {}
}
