package io.medianest.media.search;

import io.medianest.media.overseerr.Availability;
import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.Media;
import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.Results;
import io.medianest.media.overseerr.Results.Result;
import io.medianest.media.search.TitleDetails.Season;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds films and series through Overseerr, and says which of them the caller has asked for. */
@ApplicationScoped
class TitleSearch {
    private final OverseerrClient overseerr;
    private final OwnRequestQueries ownRequests;

    TitleSearch(OverseerrClient overseerr, OwnRequestQueries ownRequests) {
        this.overseerr = overseerr;
        this.ownRequests = ownRequests;
    }

    /** Films and series whose title matches. */
    Uni<SearchPage> search(UUID userId, String query, int page) {
        return overseerr.search(query, page).chain(results -> view(userId, results));
    }

    /** What many people watch these days. */
    Uni<SearchPage> trending(UUID userId, int page) {
        return overseerr.trending(page).chain(results -> view(userId, results));
    }

    /** A title in detail; 404 if Overseerr does not know it, which it tells by its status 500. */
    Uni<TitleDetails> details(UUID userId, Title title) {
        return overseerr
                .details(title)
                .onFailure(OverseerrRefusedException.class)
                .transform(refused -> ProblemException.notFound("title"))
                .chain(details ->
                        ownRequests.open(userId, List.of(title)).map(own -> view(title, details, own.get(title))));
    }

    private Uni<SearchPage> view(UUID userId, Results results) {
        Map<Title, Result> titles = new LinkedHashMap<>();
        for (Result result : results.results() == null ? List.<Result>of() : results.results()) {
            title(result).ifPresent(title -> titles.put(title, result));
        }
        return ownRequests.open(userId, titles.keySet()).map(own -> {
            List<TitleView> items = titles.entrySet().stream()
                    .map(found -> view(found.getKey(), found.getValue(), own.get(found.getKey())))
                    .toList();
            return new SearchPage(results.page(), results.totalPages(), results.totalResults(), items);
        });
    }

    /** Which title a result is; empty for people and collections. */
    private static Optional<Title> title(Result result) {
        return Optional.ofNullable(result.mediaType())
                .flatMap(MediaKind::named)
                .map(kind -> new Title(kind, Long.toString(result.id())));
    }

    private static TitleView view(Title title, Result result, @Nullable UUID requestId) {
        return new TitleView(
                title.kind(),
                title.tmdbId(),
                result.displayTitle().orElse(""),
                result.year(),
                result.overview(),
                result.posterPath(),
                availability(result.mediaInfo()),
                requestId);
    }

    private static TitleDetails view(Title title, Details details, @Nullable UUID requestId) {
        Media media = details.mediaInfo();
        List<Season> seasons = details.seasons() == null
                ? List.of()
                : details.seasons().stream()
                        .map(season -> new Season(
                                season.seasonNumber(),
                                season.name(),
                                season.episodeCount(),
                                season.airDate(),
                                media == null ? Availability.NONE : media.availabilityOf(season.seasonNumber())))
                        .toList();
        return new TitleDetails(
                title.kind(),
                title.tmdbId(),
                details.displayTitle().orElse(""),
                details.year(),
                details.overview(),
                details.posterPath(),
                details.backdropPath(),
                availability(media),
                seasons,
                requestId);
    }

    private static Availability availability(@Nullable Media media) {
        return media == null ? Availability.NONE : media.availability();
    }
}
