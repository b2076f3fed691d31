package io.medianest.media.request;

import io.medianest.media.title.Title;
import io.medianest.persistence.idempotency.Idempotency;
import io.medianest.persistence.idempotency.IdempotentCall;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** How requests are made: what is asked for is stored, and approved at once if a rule says so. */
@ApplicationScoped
class MediaRequests {
    private final Transactions transactions;
    private final Admission admission;
    private final Journal journal;
    private final TitleLookup titles;
    private final Duplicates duplicates;
    private final Idempotency idempotency;

    MediaRequests(
            Transactions transactions,
            Admission admission,
            Journal journal,
            TitleLookup titles,
            Duplicates duplicates,
            Idempotency idempotency) {
        this.transactions = transactions;
        this.admission = admission;
        this.journal = journal;
        this.titles = titles;
        this.duplicates = duplicates;
        this.idempotency = idempotency;
    }

    /**
     * Asks for a film or for seasons.
     *
     * @param key under which the same call gets the same answer again
     * @return the new request; fails with 409 {@code ALREADY_REQUESTED}, {@code requestId} naming the request in
     *     the way, or {@code ALREADY_AVAILABLE}; 403 {@code QUOTA_EXCEEDED}
     */
    Uni<Answer<MediaRequestView>> create(UUID userId, IdempotencyKey key, CreateMediaRequest asked) {
        Title what = asked.what();
        IdempotentCall<MediaRequestView> call =
                IdempotentCall.of(userId, key, "create-media-request", asked, MediaRequestView.class);
        return idempotency.answered(
                call,
                () -> titles.find(what)
                        .map(details -> Wish.of(asked, details))
                        .chain(wish -> store(call, what, wish)
                                .onFailure(Duplicates.TAKEN)
                                .recoverWithUni(() -> duplicates
                                        .problem(what, wish.seasons())
                                        .map(problem -> {
                                            throw problem;
                                        }))));
    }

    private Uni<Answer<MediaRequestView>> store(IdempotentCall<MediaRequestView> call, Title what, Wish wish) {
        return transactions.write(
                Actor.user(call.userId()).audit(),
                () -> idempotency.record(
                        call,
                        () -> admission
                                .require(call.userId(), what, wish)
                                .chain(approval -> duplicates
                                        .refuseWholeSeries(what, wish.seasons())
                                        .chain(() -> open(call.userId(), what, wish, approval)))
                                .map(view -> Answer.created(view, "/api/v1/media-requests/" + view.id()))));
    }

    private Uni<MediaRequestView> open(UUID userId, Title what, Wish wish, Optional<Change> approval) {
        MediaRequest asked = new MediaRequest(userId, what, wish.title(), wish.seasons(), wish.allSeasons());
        return journal.open(asked, Actor.user(userId))
                .call(request -> approval.map(change -> journal.step(request, change, Actor.of(Actor.Source.RULE)))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(request -> MediaRequestView.made(
                        request, what, wish, approval.map(Change::note).orElse(null)));
    }
}
