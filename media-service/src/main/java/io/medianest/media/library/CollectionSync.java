package io.medianest.media.library;

import io.medianest.media.library.CollectionMirror.Mark;
import io.medianest.plex.PlexItem;
import io.medianest.plex.PlexPage;
import io.medianest.plex.PlexServer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Takes over a library's collections: those that have changed, or all of them. */
@ApplicationScoped
class CollectionSync {
    private static final int PAGE = 100;
    private static final int MOST_COLLECTIONS = 5_000;
    private static final int MOST_ITEMS = 10_000;

    private final PlexServer plex;
    private final CollectionMirror mirror;

    CollectionSync(PlexServer plex, CollectionMirror mirror) {
        this.plex = plex;
        this.mirror = mirror;
    }

    /**
     * Brings them up to date.
     *
     * @param all whether also those that seem not to have changed
     */
    Uni<Void> follow(String section, boolean all) {
        return list(start -> plex.collections(section, start, PAGE), MOST_COLLECTIONS, new ArrayList<>())
                .chain(there -> mirror.known(section)
                        .chain(known -> take(section, there, all ? Map.of() : known))
                        .chain(() -> mirror.keepOnly(section, keys(there))));
    }

    private Uni<Void> take(String section, List<PlexItem> there, Map<Long, Mark> known) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (PlexItem collection : there) {
            Optional<Long> key = collection.key();
            if (key.isPresent() && !Mark.of(collection).equals(known.get(key.get()))) {
                done = done.chain(() -> take(section, key.get(), collection));
            }
        }
        return done;
    }

    private Uni<Void> take(String section, long key, PlexItem collection) {
        return list(start -> plex.collectionItems(key, start, PAGE), MOST_ITEMS, new ArrayList<>())
                .chain(items -> mirror.save(section, key, collection, keys(items)));
    }

    private static Uni<List<PlexItem>> list(IntFunction<Uni<PlexPage>> pages, int most, List<PlexItem> known) {
        return pages.apply(known.size()).chain(page -> {
            known.addAll(page.items());
            boolean more = !page.items().isEmpty() && known.size() < Math.min(page.total(), most);
            return more ? list(pages, most, known) : Uni.createFrom().item(known);
        });
    }

    private static List<Long> keys(List<PlexItem> items) {
        return items.stream().map(PlexItem::key).flatMap(Optional::stream).toList();
    }
}
