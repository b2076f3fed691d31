package io.medianest.youtube.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.schedule.Rounds;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long is waited between videos, with the usual settings: 10 to 20 seconds. */
@YouTubeTest
class PaceTest {
    @RegisterExtension
    static final Household household = new Household();

    @Inject
    Transactions transactions;

    @Inject
    TakingRepository taking;

    @Inject
    ItemRepository items;

    @Inject
    Settling settling;

    @Inject
    PauseRepository pauses;

    @Inject
    Rounds rounds;

    @Test
    void allInstancesShareOnePaceWithChanceInIt() throws Exception {
        OtherInstance.waiting(household.member(Role.USER), 10);
        OtherInstance one = instance();
        OtherInstance other = instance();
        Set<Long> paces = new HashSet<>();
        Sql.run("update youtube.queue_state set next_start_at = now()");

        for (int i = 0; i < 4; i++) {
            assertThat(taken(i % 2 == 0 ? one : other)).as("its turn has come").hasSize(1);
            paces.add(pace());
            assertThat(taken(one)).as("too early for the same").isEmpty();
            assertThat(taken(other)).as("and for another").isEmpty();
            Sql.run("update youtube.queue_state set next_start_at = now()");
        }

        assertThat(paces)
                .hasSizeGreaterThan(1)
                .allSatisfy(millis -> assertThat(millis).isBetween(10_000L, 25_000L));
    }

    private static List<Claim> taken(OtherInstance instance) throws Exception {
        return instance.take(1).get(20, TimeUnit.SECONDS);
    }

    /** From when the last one was taken. */
    private static long pace() {
        return Long.parseLong(Sql.value("select (extract(epoch from next_start_at - updated_at) * 1000)::bigint::text"
                + " from youtube.queue_state"));
    }

    private OtherInstance instance() {
        QueueConfig usual = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(QueueConfig.class)
                .build()
                .getConfigMapping(QueueConfig.class);
        DownloadQueue queue = new DownloadQueue(transactions, taking, items, settling, pauses, usual);
        return new OtherInstance(transactions, rounds, () -> queue.take(Set.of()));
    }
}
