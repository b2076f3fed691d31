package io.medianest.youtube.queue;

import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.schedule.Rounds;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.FakeYtDlp;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Takes videos as another instance would, while the service's own queue rests. */
final class OtherInstance {
    private final Transactions transactions;
    private final Rounds rounds;
    private final Supplier<Uni<Optional<Claim>>> one;

    /** One that takes as fast as it can. */
    OtherInstance(Transactions transactions, TakingRepository taking, Rounds rounds) {
        UUID owner = UUID.randomUUID();
        this(
                transactions,
                rounds,
                () -> taking.take(owner, Duration.ofHours(1), Set.of())
                        .map(taken -> taken.map(TakingRepository.Taken::claim)));
    }

    /**
     * One that takes in its own way.
     *
     * @param one takes one, in a transaction
     */
    OtherInstance(Transactions transactions, Rounds rounds, Supplier<Uni<Optional<Claim>>> one) {
        this.transactions = transactions;
        this.rounds = rounds;
        this.one = one;
    }

    /** Takes until so many are taken, or nothing is left. */
    CompletableFuture<List<Claim>> take(int count) {
        CompletableFuture<List<Claim>> all = new CompletableFuture<>();
        List<Claim> taken = new ArrayList<>();
        rounds.once(
                "Taking turns",
                () -> more(count, taken).onItemOrFailure().invoke((nothing, failure) -> {
                    if (failure == null) {
                        all.complete(taken);
                    } else {
                        all.completeExceptionally(failure);
                    }
                }));
        return all;
    }

    private Uni<Void> more(int count, List<Claim> taken) {
        return taken.size() == count
                ? Uni.createFrom().voidItem()
                : transactions
                        .write(
                                DownloadQueue.SERVICE,
                                () -> awake().chain(one::get).call(OtherInstance::asleep))
                        .chain(next -> next.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : add(taken, next).chain(() -> more(count, taken)));
    }

    private static Uni<Void> add(List<Claim> taken, Optional<Claim> next) {
        taken.add(next.orElseThrow());
        return Uni.createFrom().voidItem();
    }

    /** Within the transaction that takes, so that the service's own queue never sees it. */
    private static Uni<Integer> awake() {
        return state("paused_until = null");
    }

    private static Uni<Integer> asleep(Object taken) {
        return state("paused_until = now() + interval '1 day'");
    }

    private static Uni<Integer> state(String change) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("update queue_state set " + change)
                        .executeUpdate());
    }

    /** Has so many videos of somebody wait. */
    static void waiting(Member member, int count) {
        UUID id = UUID.randomUUID();
        Sql.run(
                "insert into youtube.youtube_downloads (id, user_id, playlist_url, playlist_id, indexed_at)"
                        + " values (?, ?, 'https://www.youtube.com/playlist?list=' || ?, ?, now())",
                id,
                member.id(),
                FakeYtDlp.playlist(1),
                FakeYtDlp.playlist(1));
        Sql.run(
                "insert into youtube.youtube_download_items (download_id, user_id, video_id, position)"
                        + " select ?, ?, substr(?, 1, 6) || lpad(n::text, 5, '0'), n from generate_series(1, ?) n",
                id,
                member.id(),
                id.toString(),
                count);
    }
}
