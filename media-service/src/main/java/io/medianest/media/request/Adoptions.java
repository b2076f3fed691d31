package io.medianest.media.request;

import io.medianest.media.overseerr.Media;
import io.medianest.media.overseerr.OverseerrRequest;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes over requests that were made and approved in Overseerr itself, as if that had been done here. */
@ApplicationScoped
public class Adoptions {
    private final Transactions transactions;
    private final MediaRequestRepository repository;
    private final Journal journal;
    private final TitleLookup titles;
    private final Duplicates duplicates;

    Adoptions(
            Transactions transactions,
            MediaRequestRepository repository,
            Journal journal,
            TitleLookup titles,
            Duplicates duplicates) {
        this.transactions = transactions;
        this.repository = repository;
        this.journal = journal;
        this.titles = titles;
        this.duplicates = duplicates;
    }

    /**
     * Takes one over.
     *
     * @param there the request, approved in Overseerr, with its media
     * @param userId whose it is here
     * @param because what made us look
     * @return whether it was; not if it is known already, or something under way here asks for the same
     */
    public Uni<Boolean> adopt(OverseerrRequest there, UUID userId, Actor.Source because) {
        return title(there)
                .map(what -> duplicates
                        .problem(what, there.seasonNumbers())
                        .chain(problem -> problem.extensions().containsKey("requestId")
                                ? Uni.createFrom().item(false)
                                : described(there, what, userId, Actor.of(because))))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private Uni<Boolean> described(OverseerrRequest there, Title what, UUID userId, Actor by) {
        CreateMediaRequest unnamed = new CreateMediaRequest(what.kind(), what.tmdbId(), null, null);
        return titles.find(what)
                .map(details -> Wish.title(unnamed, details))
                .chain(known -> take(there, what, known, userId, by))
                .onFailure(Duplicates.TAKEN)
                .recoverWithItem(false);
    }

    private Uni<Boolean> take(OverseerrRequest there, Title what, KnownTitle known, UUID userId, Actor by) {
        return transactions.write(
                by.audit(),
                () -> isFree(there, what)
                        .chain(free -> free
                                ? open(there, new MediaRequest(userId, what, known, there.seasonNumbers(), false), by)
                                        .replaceWith(true)
                                : Uni.createFrom().item(false)));
    }

    private Uni<Boolean> isFree(OverseerrRequest there, Title what) {
        return repository
                .knows(there.idText())
                .chain(known -> known
                        ? Uni.createFrom().item(false)
                        : what.kind() == MediaKind.MOVIE
                                ? Uni.createFrom().item(true)
                                : repository.lockSeries(what, false).map(Optional::isEmpty));
    }

    private Uni<Void> open(OverseerrRequest there, MediaRequest request, Actor by) {
        return journal.open(request, by)
                .chain(() ->
                        journal.steps(request, List.of(new Change.Approve(null), new Change.Taken(there.idText())), by))
                .chain(() -> journal.steps(request, Progress.steps(request, there), by));
    }

    private static Optional<Title> title(OverseerrRequest there) {
        Media media = there.media();
        Long tmdbId = media == null ? null : media.tmdbId();
        return tmdbId == null
                ? Optional.empty()
                : Optional.ofNullable(there.type())
                        .flatMap(MediaKind::named)
                        .map(kind -> new Title(kind, tmdbId.toString()));
    }
}
