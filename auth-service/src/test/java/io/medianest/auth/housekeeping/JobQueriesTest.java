package io.medianest.auth.housekeeping;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.runtime.job.JobQueries;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobQueriesTest {
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JobQueries jobs;
    private final String job = "test-" + UUID.randomUUID();

    JobQueriesTest(JobQueries jobs) {
        this.jobs = jobs;
    }

    @Test
    void aLeaseThatIsKeptTooLateIsNotTakenAgain() throws Throwable {
        assertThat(subscribeAndAwait(() -> jobs.take(job, LEASE))).isTrue();
        assertThat(subscribeAndAwait(() -> jobs.keep(job, LEASE))).isTrue();
        subscribeAndAwait(() -> jobs.succeed(job, "done", Duration.ZERO));

        assertThat(subscribeAndAwait(() -> jobs.keep(job, LEASE))).isFalse();
        assertThat(subscribeAndAwait(() -> jobs.take(job, LEASE))).isTrue();

        subscribeAndAwait(() -> jobs.fail(job, "broken", Duration.ZERO));
        assertThat(subscribeAndAwait(() -> jobs.keep(job, LEASE))).isFalse();
        assertThat(subscribeAndAwait(() -> jobs.take(job, LEASE))).isTrue();
    }
}
