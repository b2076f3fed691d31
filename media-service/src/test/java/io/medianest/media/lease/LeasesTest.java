package io.medianest.media.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medianest.media.support.MediaTest;
import io.medianest.testing.stores.Sql;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Two instances share work without doing any of it twice. */
@MediaTest
class LeasesTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject
    Pool pool;

    private final String work = "test-" + UUID.randomUUID();

    @Test
    void whileOneWorksTheOtherDoesNot() {
        Leases one = new Leases(pool);
        Leases other = new Leases(pool);
        CompletableFuture<String> working = new CompletableFuture<>();
        CompletableFuture<Boolean> ones = one.run(
                        work, LONG, left -> Uni.createFrom().completionStage(working))
                .subscribeAsCompletionStage();
        await().until(() -> !Sql.column("select 1 from media.sync_state where name = ?", work)
                .isEmpty());

        assertThat(get(other.run(work, LONG, left -> Uni.createFrom().item("never"))))
                .isFalse();
        working.complete("page 7");
        assertThat(ones.join()).isTrue();

        AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.empty());
        assertThat(get(other.run(work, LONG, left -> {
                    found.set(left);
                    return Uni.createFrom().nullItem();
                })))
                .isTrue();
        assertThat(found.get()).contains("page 7");
    }

    @Test
    void theWorkOfAKilledInstanceGoesOnElsewhere() {
        Sql.run(
                "insert into media.sync_state (name, lease_owner, lease_until) values (?, 'killed', now() + interval '2 seconds')",
                work);
        Leases other = new Leases(pool);
        assertThat(get(other.run(work, LONG, left -> Uni.createFrom().nullItem())))
                .isFalse();
        await().until(() -> get(other.run(work, LONG, left -> Uni.createFrom().nullItem())));
    }

    @Test
    void severalInstancesDoItAsOftenAsOne() {
        Leases one = new Leases(pool);
        Leases other = new Leases(pool);
        assertThat(get(one.run(work, LONG, LONG, left -> Uni.createFrom().nullItem())))
                .isTrue();
        assertThat(get(other.run(work, LONG, LONG, left -> Uni.createFrom().nullItem())))
                .isFalse();
        Sql.run("update media.sync_state set last_started_at = now() - interval '1 hour' where name = ?", work);
        assertThat(get(other.run(work, LONG, LONG, left -> Uni.createFrom().nullItem())))
                .isTrue();
    }

    @Test
    void whatIsAskedForIsDoneOnceAndEarlier() {
        Leases one = new Leases(pool);
        assertThat(get(one.run(work, LONG, LONG, left -> Uni.createFrom().nullItem())))
                .isTrue();
        assertThat(Sql.value("select media.request_job(?)", work)).isEqualTo("t");
        assertThat(get(one.run(work, LONG, LONG, left -> Uni.createFrom().nullItem())))
                .isTrue();
        assertThat(get(one.run(work, LONG, LONG, left -> Uni.createFrom().nullItem())))
                .isFalse();
    }

    @Test
    void workEndsBeforeItsLeaseDoes() {
        Leases one = new Leases(pool);
        assertThatThrownBy(() -> get(one.run(
                        work, Duration.ofSeconds(1), left -> Uni.createFrom().nothing())))
                .isInstanceOf(TimeoutException.class);
        assertThat(Sql.value("select last_error from media.sync_state where name = ?", work))
                .contains("Timeout");
    }

    @Test
    void aFailureIsRecordedAndPassedOn() {
        Leases one = new Leases(pool);
        assertThatThrownBy(() ->
                        get(one.run(work, LONG, left -> Uni.createFrom().failure(new IllegalStateException("broken")))))
                .hasMessageContaining("broken");
        assertThat(Sql.value("select last_error from media.sync_state where name = ?", work))
                .contains("broken");
        assertThat(get(one.run(work, LONG, left -> Uni.createFrom().nullItem())))
                .isTrue();
        assertThat(Sql.column("select last_error from media.sync_state where name = ?", work))
                .containsOnlyNulls();
    }

    private static boolean get(Uni<Boolean> run) {
        return run.await().atMost(Duration.ofSeconds(20));
    }
}
