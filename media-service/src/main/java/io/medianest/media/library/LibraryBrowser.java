package io.medianest.media.library;

import io.medianest.media.image.ImageLinks;
import io.medianest.media.library.PartQueries.Collection;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.paging.TextPageRequest;
import io.medianest.runtime.paging.TextPosition;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Browses the copy of the libraries for somebody. What is in a library that the person does not see is 404, as if it were
 * not there. As long as Plex has never told anything, everything is 503 {@code PLEX_UNAVAILABLE}.
 */
@ApplicationScoped
class LibraryBrowser {
    private static final int LONGEST_QUERY = 200;

    private final VisibleLibraries visible;
    private final TitleQueries titles;
    private final PartQueries parts;
    private final Paging paging;
    private final ImageLinks images;

    LibraryBrowser(VisibleLibraries visible, TitleQueries titles, PartQueries parts, Paging paging, ImageLinks images) {
        this.visible = visible;
        this.titles = titles;
        this.parts = parts;
        this.paging = paging;
        this.images = images;
    }

    /** The libraries. */
    Uni<LibraryList> libraries(UUID userId) {
        return shelf(userId)
                .chain(shelf -> titles.counts(shelf.keys())
                        .map(counts -> new LibraryList(
                                shelf.libraries().stream()
                                        .map(library -> LibraryView.of(library, counts.getOrDefault(library.key(), 0L)))
                                        .toList(),
                                null,
                                shelf.stale(),
                                shelf.syncedAt())));
    }

    /** One library. */
    Uni<LibraryView> library(UUID userId, String key) {
        return shelf(userId)
                .map(shelf -> shelf.library(key))
                .chain(library -> titles.counts(new String[] {key})
                        .map(counts -> LibraryView.of(library, counts.getOrDefault(key, 0L))));
    }

    /** What is in a library. */
    Uni<LibraryPage<LibraryTitleView>> items(UUID userId, String key, LibraryListParameters parameters) {
        LibraryListParameters.Sort sort = parameters.order();
        TextPageRequest page =
                paging.textRequest("library:" + key + ":" + sort, parameters.limit(), parameters.cursor());
        return shelf(userId).chain(shelf -> {
            Library library = shelf.library(key);
            Uni<List<LibraryTitle>> rows = sort == LibraryListParameters.Sort.TITLE
                    ? titles.byTitle(library.key(), page)
                    : titles.byAdded(library.key(), page);
            return rows.map(found -> titles(userId, shelf, page, found));
        });
    }

    /** What contains a text, in all libraries. */
    Uni<LibraryPage<LibraryTitleView>> search(UUID userId, String query, LibraryListParameters parameters) {
        String text = Folded.of(Folded.cut(query, LONGEST_QUERY));
        if (text.isEmpty()) {
            throw ProblemException.invalid("query", "must contain a letter or a digit");
        }
        TextPageRequest page = paging.textRequest("library-search:" + text, parameters.limit(), parameters.cursor());
        return shelf(userId)
                .chain(shelf ->
                        titles.containing(text, shelf.keys(), page).map(found -> titles(userId, shelf, page, found)));
    }

    /** What came last, in all libraries. */
    Uni<LibraryPage<LibraryTitleView>> recent(UUID userId, LibraryListParameters parameters) {
        TextPageRequest page = paging.textRequest("library-recent", parameters.limit(), parameters.cursor());
        return shelf(userId)
                .chain(shelf -> titles.recent(shelf.keys(), page).map(found -> titles(userId, shelf, page, found)));
    }

    /** The collections of a library. */
    Uni<LibraryPage<LibraryCollectionView>> collections(UUID userId, String key, LibraryListParameters parameters) {
        TextPageRequest page =
                paging.textRequest("library-collections:" + key, parameters.limit(), parameters.cursor());
        return shelf(userId)
                .chain(shelf -> parts.collections(shelf.library(key).key(), page)
                        .map(found -> LibraryPage.of(
                                page.page(
                                        found,
                                        row -> new TextPosition(row.sortTitle(), row.ratingKey()),
                                        row -> collection(userId, row)),
                                shelf)));
    }

    /** What is in a collection. */
    Uni<LibraryPage<LibraryTitleView>> collectionItems(UUID userId, long collection, LibraryListParameters parameters) {
        TextPageRequest page =
                paging.textRequest("library-collection:" + collection, parameters.limit(), parameters.cursor());
        return shelf(userId)
                .chain(shelf -> parts.collection(collection, shelf.keys())
                        .map(found -> found.orElseThrow(() -> ProblemException.notFound("collection")))
                        .chain(found -> parts.items(found.ratingKey(), shelf.keys(), page))
                        .map(rows -> LibraryPage.of(
                                page.page(
                                        rows,
                                        row -> new TextPosition("", Long.parseLong(row.orderedBy())),
                                        row -> title(userId, row)),
                                shelf)));
    }

    /** A title in detail. */
    Uni<LibraryTitleDetails> details(UUID userId, long ratingKey) {
        return shelf(userId)
                .chain(shelf -> titles.one(ratingKey, shelf.keys())
                        .map(found -> found.orElseThrow(() -> ProblemException.notFound("item")))
                        .chain(title -> parts.seasons(ratingKey)
                                .chain(seasons -> parts.collectionsOf(ratingKey)
                                        .map(collections -> details(
                                                userId,
                                                shelf.library(title.sectionKey()),
                                                title,
                                                seasons,
                                                collections)))));
    }

    private Uni<Shelf> shelf(UUID userId) {
        return visible.of(userId).map(Shelf::orUnavailable);
    }

    private LibraryPage<LibraryTitleView> titles(
            UUID userId, Shelf shelf, TextPageRequest page, List<LibraryTitle> rows) {
        Function<LibraryTitle, TextPosition> position = row -> new TextPosition(row.orderedBy(), row.ratingKey());
        return LibraryPage.of(page.page(rows, position, row -> title(userId, row)), shelf);
    }

    private LibraryTitleView title(UUID userId, LibraryTitle row) {
        return LibraryTitleView.of(row, images.plex(userId, row.sectionKey(), row.thumb()));
    }

    private LibraryCollectionView collection(UUID userId, Collection row) {
        return new LibraryCollectionView(
                Long.toString(row.ratingKey()),
                row.sectionKey(),
                row.title(),
                row.summary(),
                row.items(),
                images.plex(userId, row.sectionKey(), row.thumb()));
    }

    private LibraryTitleDetails.LibrarySeason season(UUID userId, String library, PartQueries.Season row) {
        return new LibraryTitleDetails.LibrarySeason(
                row.number(), row.title(), row.episodes(), images.plex(userId, library, row.thumb()));
    }

    private static String watchUrl(Library library, LibraryTitle title) {
        return "https://app.plex.tv/desktop/#!/server/" + library.serverId() + "/details?key=%2Flibrary%2Fmetadata%2F"
                + title.ratingKey();
    }

    private LibraryTitleDetails details(
            UUID userId,
            Library library,
            LibraryTitle title,
            List<PartQueries.Season> seasons,
            List<Collection> collections) {
        String key = library.key();
        return new LibraryTitleDetails(
                Long.toString(title.ratingKey()),
                key,
                title.mediaType(),
                title.tmdbId(),
                title.title(),
                title.year(),
                title.summary(),
                images.plex(userId, key, title.thumb()),
                images.plex(userId, key, title.art()),
                watchUrl(library, title),
                title.durationMinutes(),
                title.contentRating(),
                title.addedAt(),
                seasons.stream().map(row -> season(userId, key, row)).toList(),
                collections.stream().map(row -> collection(userId, row)).toList());
    }
}
