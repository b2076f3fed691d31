package io.medianest.media.submission;

import io.medianest.media.account.OverseerrAccounts;
import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.Media;
import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrRequest;
import io.medianest.media.overseerr.OverseerrUnavailableException;
import io.medianest.media.overseerr.RequestState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Makes Overseerr have one request, approved, on the right person's behalf, whatever an attempt before may have
 * achieved: what is there already is taken over, not sent again.
 */
@ApplicationScoped
class Submitter {
    private static final int CONFLICT = 409;

    private final OverseerrClient overseerr;
    private final OverseerrAccounts accounts;
    private final SubmissionQueue queue;

    Submitter(OverseerrClient overseerr, OverseerrAccounts accounts, SubmissionQueue queue) {
        this.overseerr = overseerr;
        this.accounts = accounts;
        this.queue = queue;
    }

    /**
     * Sends a request.
     *
     * @return the request there, approved; or a failure that says what is in the way
     */
    Uni<OverseerrRequest> submit(Claim claim) {
        return goOn(claim)
                .chain(there ->
                        there.map(request -> Uni.createFrom().item(request)).orElseGet(() -> onBehalf(claim)))
                .chain(this::approved);
    }

    /** What an attempt before has left under a number that is known; if it was declined there since, that holds. */
    private Uni<Optional<OverseerrRequest>> goOn(Claim claim) {
        String id = claim.overseerrId();
        if (id == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return overseerr
                .request(id)
                .chain(found -> found.filter(OverseerrRequest::hasFailed).isPresent()
                        ? overseerr.retry(id).map(Optional::of)
                        : Uni.createFrom().item(found.filter(there -> there.isAlive() || there.isDeclined())));
    }

    private Uni<OverseerrRequest> onBehalf(Claim claim) {
        UUID userId = claim.userId();
        if (userId == null) {
            return Uni.createFrom().failure(new HopelessException("Whoever asked for this is not here any more."));
        }
        return asUser(claim, userId)
                .onFailure(Submitter::isKeyRefused)
                // Acting for somebody whom Overseerr does not know is refused as if the key were wrong: the owner's
                // own call tells which of them it is.
                .recoverWithUni(() ->
                        overseerr.owner().chain(() -> accounts.forget(userId)).chain(() -> asUser(claim, userId)))
                .chain(request -> queue.knownAs(claim, request.idText()).replaceWith(request));
    }

    private Uni<OverseerrRequest> asUser(Claim claim, UUID userId) {
        return accounts.of(userId)
                .chain(account -> found(claim, account)
                        .chain(there -> there.map(request -> Uni.createFrom().item(request))
                                .orElseGet(() -> create(claim, account))));
    }

    /** What an attempt before has left without our knowing its number: looked for whenever there was one. */
    private Uni<Optional<OverseerrRequest>> found(Claim claim, int account) {
        if (!claim.outcomeUnknown() && claim.attempt() == 1) {
            return Uni.createFrom().item(Optional.empty());
        }
        return overseerr
                .details(claim.title())
                .map(details -> about(details, claim, request -> request.isAlive() && isOf(request, account)))
                .onFailure(OverseerrRefusedException.class)
                .recoverWithItem(Optional.empty());
    }

    private Uni<OverseerrRequest> create(Claim claim, int account) {
        return overseerr
                .create(claim.title(), claim.wantedSeasons(), account)
                .onFailure(
                        failure -> failure instanceof OverseerrRefusedException refused && refused.status() == CONFLICT)
                .recoverWithItem(Optional.empty())
                .chain(created ->
                        created.map(request -> Uni.createFrom().item(request)).orElseGet(() -> somebodys(claim)));
    }

    /**
     * Overseerr says that somebody has asked for it already: whoever that was, it is on its way, or failed there, which
     * Overseerr takes for a duplicate too: then it is begun again.
     */
    private Uni<OverseerrRequest> somebodys(Claim claim) {
        return overseerr.details(claim.title()).chain(details -> {
            Optional<OverseerrRequest> alive = about(details, claim, OverseerrRequest::isAlive);
            if (alive.isPresent()) {
                return Uni.createFrom().item(alive.get());
            }
            return overseerr.retry(about(details, claim, OverseerrRequest::hasFailed)
                    .orElseThrow(() -> new HopelessException("Overseerr says that there is nothing left to ask for;"
                            + " look there whether it can be watched already."))
                    .idText());
        });
    }

    /** The first request there for the same as a claim that is as wanted. */
    private static Optional<OverseerrRequest> about(Details details, Claim claim, Predicate<OverseerrRequest> wanted) {
        Media media = details.mediaInfo();
        if (media == null || media.requests() == null) {
            return Optional.empty();
        }
        return media.requests().stream()
                .filter(request -> !request.is4k() && wanted.test(request))
                .filter(request -> claim.seasons().isEmpty()
                        || request.seasonNumbers().stream().anyMatch(claim.seasons()::contains))
                .findFirst()
                .map(request -> request.with(media));
    }

    private Uni<OverseerrRequest> approved(OverseerrRequest request) {
        boolean waits =
                request.state().filter(state -> state == RequestState.PENDING).isPresent();
        return waits ? overseerr.approve(request.idText()) : Uni.createFrom().item(request);
    }

    private static boolean isOf(OverseerrRequest request, int account) {
        return request.requestedBy() != null && request.requestedBy().id() == account;
    }

    private static boolean isKeyRefused(Throwable failure) {
        return failure instanceof OverseerrUnavailableException unavailable
                && unavailable.reason() == OverseerrUnavailableException.Reason.KEY_REFUSED;
    }
}
