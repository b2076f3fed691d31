package io.medianest.auth;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Recurring work, asked for as an operator asks for it. */
final class JobRuns {
    private JobRuns() {}

    /** Has it done now, and answers what came of it. */
    static String run(String job) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Household.execute(
                                "update auth.jobs set requested_at = now() where name = ? and lease_until is null", job)
                        == 1);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Household.query(
                                        "select 1 from auth.jobs where name = ? and lease_until is null and requested_at is null",
                                        job)
                                .size()
                        == 1);
        return Household.query("select coalesce(last_error, last_outcome) from auth.jobs where name = ?", job)
                .getFirst();
    }
}
