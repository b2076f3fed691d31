package io.medianest.media.request;

import static io.medianest.persistence.problem.Constraint.violated;

import io.medianest.media.title.Title;
import io.medianest.persistence.idempotency.Idempotency;
import io.medianest.persistence.idempotency.IdempotentCall;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people do with requests: ask, take back, decide. */
@ApplicationScoped
class MediaRequests {
    private static final Predicate<Throwable> TAKEN =
            violated("media_requests_active_movie_key").or(violated("media_request_seasons_active_key"));

    private final Transactions transactions;
    private final MediaRequestRepository repository;
    private final Journal journal;
    private final TitleLookup titles;
    private final Duplicates duplicates;
    private final Idempotency idempotency;

    MediaRequests(
            Transactions transactions,
            MediaRequestRepository repository,
            Journal journal,
            TitleLookup titles,
            Duplicates duplicates,
            Idempotency idempotency) {
        this.transactions = transactions;
        this.repository = repository;
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
     *     the way, or {@code ALREADY_AVAILABLE}
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
                                .onFailure(TAKEN)
                                .recoverWithUni(() -> duplicates
                                        .problem(what, wish.seasons())
                                        .map(problem -> {
                                            throw problem;
                                        }))));
    }

    /** Takes a request back; 409 {@code INVALID_TRANSITION} once it is decided, 404 if it is not one's own. */
    Uni<Void> cancel(UUID userId, UUID id) {
        return change(id, new Change.Cancel(), Actor.user(userId), request -> userId.equals(request.userId()));
    }

    /** Allows a request, and queues it for Overseerr; 409 {@code INVALID_TRANSITION} if it is not pending. */
    Uni<Void> approve(UUID moderator, UUID id) {
        return change(id, new Change.Approve(), Actor.user(moderator), request -> true);
    }

    /** Turns a request down; 409 {@code INVALID_TRANSITION} if it is not pending. */
    Uni<Void> decline(UUID moderator, UUID id, @Nullable String note) {
        return change(id, new Change.Decline(note), Actor.user(moderator), request -> true);
    }

    /**
     * Queues a request that failed by an error again; 409 {@code INVALID_TRANSITION} if it did not, {@code
     * ALREADY_REQUESTED} if somebody else has asked meanwhile.
     */
    Uni<Void> retry(UUID moderator, UUID id) {
        return change(id, new Change.Retry(), Actor.user(moderator), request -> true)
                .onFailure(TAKEN)
                .transform(failure -> Duplicates.of(null, List.of()));
    }

    /**
     * Closes a request that Overseerr has, because all of it can be watched though Overseerr does not say so; 409
     * {@code INVALID_TRANSITION} from anywhere else.
     */
    Uni<Void> complete(UUID moderator, UUID id) {
        Actor by = Actor.user(moderator);
        return transactions
                .write(
                        by.audit(),
                        () -> repository
                                .locked(id)
                                .map(MediaRequests::existing)
                                .chain(request -> journal.steps(request, completing(request), by)))
                .onFailure(InvalidTransitionException.class)
                .transform(InvalidTransitionException::problem);
    }

    private static List<Change> completing(MediaRequest request) {
        boolean watchable = request.status() == MediaRequestStatus.AVAILABLE;
        Change all = new Change.Watchable(request.news(request.seasons().keySet()));
        return watchable ? List.of(new Change.Complete()) : List.of(all, new Change.Complete());
    }

    private Uni<Answer<MediaRequestView>> store(IdempotentCall<MediaRequestView> call, Title what, Wish wish) {
        UUID userId = call.userId();
        Actor by = Actor.user(userId);
        return transactions.write(
                by.audit(),
                () -> idempotency.record(
                        call,
                        () -> clear(what, wish)
                                .chain(() -> journal.open(
                                        new MediaRequest(userId, what, wish.title(), wish.seasons(), wish.allSeasons()),
                                        by))
                                .map(request -> MediaRequestView.pending(request, what, wish))
                                .map(view -> Answer.created(view, "/api/v1/media-requests/" + view.id()))));
    }

    /** What the unique indexes cannot tell: a series asked for as a whole while nobody knew its seasons. */
    private Uni<Void> clear(Title what, Wish wish) {
        return switch (what.kind()) {
            case MOVIE -> Uni.createFrom().voidItem();
            case TV ->
                repository
                        .lockSeries(what, wish.seasons().isEmpty())
                        .invoke(other -> other.ifPresent(id -> {
                            throw Duplicates.of(id, List.of());
                        }))
                        .replaceWithVoid();
        };
    }

    private Uni<Void> change(UUID id, Change change, Actor by, Predicate<MediaRequest> visible) {
        return transactions
                .write(
                        by.audit(),
                        () -> repository
                                .locked(id)
                                .map(found -> existing(found.filter(visible)))
                                .chain(request -> journal.step(request, change, by)))
                .onFailure(InvalidTransitionException.class)
                .transform(InvalidTransitionException::problem);
    }

    private static MediaRequest existing(Optional<MediaRequest> found) {
        return found.orElseThrow(() -> ProblemException.notFound("request"));
    }
}
