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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose turn it is. The service's own queue rests; what is taken here is taken as other instances would. */
@YouTubeTest
class TurnsTest {
    @RegisterExtension
    static final Household household = new Household();

    @Inject
    Transactions transactions;

    @Inject
    TakingRepository taking;

    @Inject
    Rounds rounds;

    private Member anna;
    private Member ben;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        ben = household.member(Role.USER);
    }

    @Test
    void everybodyGetsATurn() throws Exception {
        OtherInstance.waiting(anna, 20);
        OtherInstance.waiting(ben, 3);

        List<Claim> taken = instance().take(7).get(20, TimeUnit.SECONDS);

        assertThat(taken.stream().map(claim -> owner(claim).equals(ben.id())).toList())
                .as("turn and turn about, until one has no more")
                .containsExactly(
                        isBenFirst(taken),
                        !isBenFirst(taken),
                        isBenFirst(taken),
                        !isBenFirst(taken),
                        isBenFirst(taken),
                        !isBenFirst(taken),
                        false);
        assertThat(taken.stream()
                        .filter(claim -> owner(claim).equals(anna.id()))
                        .map(Claim::position))
                .as("in the playlist's order")
                .isSorted();
    }

    @Test
    void twoInstancesNeverTakeTheSame() throws Exception {
        OtherInstance.waiting(anna, 30);
        OtherInstance.waiting(ben, 30);

        CompletableFuture<List<Claim>> one = instance().take(40);
        CompletableFuture<List<Claim>> other = instance().take(40);
        List<Claim> all = new ArrayList<>(one.get(30, TimeUnit.SECONDS));
        all.addAll(other.get(30, TimeUnit.SECONDS));

        assertThat(all).hasSize(60).extracting(Claim::itemId).doesNotHaveDuplicates();
    }

    @Test
    void theSameVideoIsNotTakenTwiceAtOnce() throws Exception {
        OtherInstance.waiting(anna, 2);
        OtherInstance.waiting(ben, 2);
        Sql.run("update youtube.youtube_download_items set video_id = 'same-' || position");

        List<Claim> taken = instance().take(4).get(20, TimeUnit.SECONDS);

        assertThat(taken).extracting(Claim::videoId).containsExactlyInAnyOrder("same-1", "same-2");
    }

    private OtherInstance instance() {
        return new OtherInstance(transactions, taking, rounds);
    }

    private static UUID owner(Claim claim) {
        return UUID.fromString(
                Sql.value("select user_id from youtube.youtube_downloads where id = ?", claim.downloadId()));
    }

    private boolean isBenFirst(List<Claim> taken) {
        return owner(taken.getFirst()).equals(ben.id());
    }
}
