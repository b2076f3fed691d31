package io.medianest.media.search;

import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrUnavailableException;
import io.medianest.media.overseerr.Results;
import io.medianest.media.overseerr.Results.Result;
import io.medianest.media.search.MarkQueries.Mark;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds films and series: what Overseerr says of them, now or as it is remembered, and on top of it what the caller has asked
 * for and what can be watched by now. While Overseerr cannot be asked and nothing is remembered, what is in the library.
 */
@ApplicationScoped
class TitleSearch {
    private final TitleMemory titles;
    private final LibraryFallback library;
    private final Marks marks;
    private final TitleViews views;
    private final MeterRegistry metrics;

    TitleSearch(TitleMemory titles, LibraryFallback library, Marks marks, TitleViews views, MeterRegistry metrics) {
        this.titles = titles;
        this.library = library;
        this.marks = marks;
        this.views = views;
        this.metrics = metrics;
    }

    /** Films and series whose title matches. */
    Uni<SearchPage> search(UUID userId, String query, int page) {
        return titles.search(query, page)
                .onFailure(TitleSearch::cannotTell)
                .recoverWithUni(failure -> library.search(userId, query, page, failure))
                .chain(found -> view(userId, found));
    }

    /** What many people watch these days; while nobody can tell, what came into the library last. */
    Uni<SearchPage> trending(UUID userId, int page) {
        return orLatest(userId, null, page, titles.trending(page));
    }

    /** Films or series that many people like; while nobody can tell, those that came into the library last. */
    Uni<SearchPage> popular(UUID userId, MediaKind kind, int page) {
        return orLatest(userId, kind, page, titles.popular(kind, page));
    }

    /** A title in detail; 404 if Overseerr does not know it, which it tells by its status 500. */
    Uni<TitleDetails> details(UUID userId, Title title) {
        return titles.details(title)
                .onFailure(OverseerrRefusedException.class)
                .transform(refused -> ProblemException.notFound("title"))
                .onFailure(OverseerrUnavailableException.class)
                .recoverWithUni(failure -> library.details(userId, title, failure))
                .invoke(this::count)
                .chain(found -> marks.of(userId, title, found.since())
                        .map(marked -> views.details(title, counting(title, found, marked), marked)));
    }

    private Uni<SearchPage> orLatest(UUID userId, @Nullable MediaKind kind, int page, Uni<Found<Results>> found) {
        return found.onFailure(TitleSearch::cannotTell)
                .recoverWithUni(failure -> library.latest(userId, kind, page, failure))
                .chain(titled -> view(userId, titled));
    }

    private static boolean cannotTell(Throwable failure) {
        return failure instanceof OverseerrUnavailableException || failure instanceof OverseerrRefusedException;
    }

    private static Found<Details> counting(Title title, Found<Details> found, Marks.Whole marked) {
        Map<Integer, Integer> held = marked.held();
        return held == null
                ? found
                : new Found<>(found.value().holding(title.kind(), held), found.source(), found.stale(), found.since());
    }

    private Uni<SearchPage> view(UUID userId, Found<Results> found) {
        count(found);
        Results results = found.value();
        Map<Title, Result> titled = new LinkedHashMap<>();
        for (Result result : results.results() == null ? List.<Result>of() : results.results()) {
            title(result).ifPresent(title -> titled.put(title, result));
        }
        return marks.of(userId, titled.keySet(), found.since()).map(marked -> {
            List<TitleView> items = titled.entrySet().stream()
                    .map(entry -> views.item(
                            entry.getKey(), entry.getValue(), marked.getOrDefault(entry.getKey(), Mark.NONE)))
                    .toList();
            return new SearchPage(
                    results.page(), results.totalPages(), results.totalResults(), items, found.source(), found.stale());
        });
    }

    /** Which title a result is; empty for people and collections. */
    private static Optional<Title> title(Result result) {
        return Optional.ofNullable(result.mediaType())
                .flatMap(MediaKind::named)
                .map(kind -> new Title(kind, Long.toString(result.id())));
    }

    private void count(Found<?> found) {
        metrics.counter(
                        "medianest.media.titles",
                        "source",
                        found.source().wireName(),
                        "stale",
                        Boolean.toString(found.stale()))
                .increment();
    }
}
