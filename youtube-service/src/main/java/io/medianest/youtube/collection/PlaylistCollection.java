package io.medianest.youtube.collection;

import io.medianest.plex.PlexCollections;
import io.medianest.plex.PlexItem;
import io.medianest.plex.PlexPage;
import io.medianest.plex.PlexServer;
import io.medianest.youtube.collection.Arrangement.Move;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Makes a playlist's collection what it is to be; where it is that already, nothing is changed. */
@ApplicationScoped
class PlaylistCollection {
    private static final int PAGE = 100;
    private static final int MOST = 10_000;
    private static final int LONGEST_TITLE = 200;

    private final PlexServer plex;
    private final PlexCollections collections;
    private final CollectionQueue queue;

    PlaylistCollection(PlexServer plex, PlexCollections collections, CollectionQueue queue) {
        this.plex = plex;
        this.collections = collections;
        this.queue = queue;
    }

    /**
     * Creates the collection, or adds to it what it lacks, and arranges what is ours in it; what its owner has put there
     * by hand stays.
     *
     * @param items rating keys in the order of the playlist, each once
     */
    Uni<Void> shelve(Shelf shelf, Waiting download, List<Long> items) {
        return known(download)
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().item(known.get())
                        : all(start -> plex.collections(shelf.section(), start, PAGE), new ArrayList<>())
                                .chain(there -> byTitleOrNew(shelf, download, there, items)))
                .chain(key -> fill(shelf, key, items));
    }

    /** The one that was made for this download, or for another of the same playlist, unless its owner has deleted it. */
    private Uni<Optional<Long>> known(Waiting download) {
        return queue.collectionOf(download)
                .chain(remembered -> remembered.isEmpty()
                        ? Uni.createFrom().item(remembered)
                        : collections
                                .exists(remembered.get())
                                .map(there -> there ? remembered : Optional.<Long>empty()))
                .call(key -> key.isPresent()
                        ? queue.shelved(download, key.get())
                        : Uni.createFrom().voidItem());
    }

    /** One of its name that is no other playlist's was made by hand, or by us before a crash. */
    private Uni<Long> byTitleOrNew(Shelf shelf, Waiting download, List<PlexItem> there, List<Long> items) {
        List<String> titles = titles(download);
        List<Long> candidates = there.stream()
                .filter(item -> titles.contains(item.title()))
                .flatMap(item -> item.key().stream())
                .toList();
        return queue.ofOthers(candidates, download).chain(others -> {
            Optional<Long> free =
                    candidates.stream().filter(key -> !others.contains(key)).findFirst();
            String title = others.isEmpty() ? titles.getFirst() : titles.getLast();
            return free.map(key -> collections.keepArranged(key).replaceWith(key))
                    .orElseGet(() -> collections.create(shelf.machine(), shelf.section(), title, items))
                    .call(key -> queue.shelved(download, key));
        });
    }

    /** Its name, and another one for the case that a different playlist has the same. */
    private static List<String> titles(Waiting download) {
        String title = download.title().strip();
        String cut = title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE)).strip();
        return List.of(cut, cut + " [" + download.playlistId() + "]");
    }

    private Uni<Void> fill(Shelf shelf, long key, List<Long> items) {
        return content(key).chain(before -> {
            List<Long> lacking =
                    items.stream().filter(item -> !before.contains(item)).toList();
            return lacking.isEmpty()
                    ? arrange(key, before, items)
                    : collections
                            .add(shelf.machine(), key, lacking)
                            .chain(() -> content(key))
                            .chain(after -> arrange(key, after, items));
        });
    }

    private Uni<Void> arrange(long key, List<Long> current, List<Long> items) {
        List<Long> there = items.stream().filter(current::contains).toList();
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Move move : Arrangement.moves(current, there)) {
            done = done.chain(() -> collections.move(key, move.item(), move.after()));
        }
        return done;
    }

    private Uni<List<Long>> content(long key) {
        return all(start -> plex.collectionItems(key, start, PAGE), new ArrayList<>())
                .map(items ->
                        items.stream().flatMap(item -> item.key().stream()).toList());
    }

    private static Uni<List<PlexItem>> all(IntFunction<Uni<PlexPage>> pages, List<PlexItem> known) {
        return pages.apply(known.size()).chain(page -> {
            known.addAll(page.items());
            boolean more = !page.items().isEmpty() && known.size() < Math.min(page.total(), MOST);
            return more ? all(pages, known) : Uni.createFrom().item(known);
        });
    }
}
