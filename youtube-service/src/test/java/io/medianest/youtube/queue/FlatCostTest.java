package io.medianest.youtube.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.schedule.Rounds;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Taking a video costs the same however many wait. */
@YouTubeTest
@Tag("full")
class FlatCostTest {
    private static final Logger LOG = Logger.getLogger(FlatCostTest.class);
    private static final int TAKEN = 200;
    private static final int EACH = 500;

    @RegisterExtension
    static final Household household = new Household();

    @Inject
    Transactions transactions;

    @Inject
    TakingRepository taking;

    @Inject
    Rounds rounds;

    @Test
    void aHundredThousandThatWaitCostNoMoreThanAThousand() throws Exception {
        fill(2);
        take();
        Duration few = take();
        fill(200);
        take();
        Duration many = take();

        LOG.infof("%d taken in %d ms of 1,000, in %d ms of 100,000", TAKEN, few.toMillis(), many.toMillis());
        // What an index alone costs more does not show; a scan would take a hundred times as long.
        assertThat(many).isLessThan(few.multipliedBy(3).plusMillis(200));
    }

    private static void fill(int downloads) {
        Sql.run("delete from youtube.youtube_downloads");
        List<Member> people =
                Stream.generate(() -> household.member(Role.USER)).limit(5).toList();
        for (int i = 0; i < downloads; i++) {
            OtherInstance.waiting(people.get(i % people.size()), EACH);
        }
        Sql.run("vacuum analyze youtube.youtube_downloads, youtube.youtube_download_items");
    }

    private Duration take() throws Exception {
        long begun = System.nanoTime();
        OtherInstance instance = new OtherInstance(transactions, taking, rounds);
        assertThat(instance.take(TAKEN).get(60, TimeUnit.SECONDS)).hasSize(TAKEN);
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
