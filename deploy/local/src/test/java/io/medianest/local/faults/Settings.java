package io.medianest.local.faults;

import java.util.Map;

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

    private Settings() {}
}
