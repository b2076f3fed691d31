package io.medianest.simulators.plex;

import io.medianest.simulators.plex.Item.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The collections. Safe for use by several threads. */
public final class Collections {

    private final PlexLibrary library;
    private final Map<String, PlexCollection> collections = new LinkedHashMap<>();

    Collections(PlexLibrary library) {
        this.library = library;
    }

    /** All of them, the oldest first. */
    public synchronized List<PlexCollection> all() {
        return List.copyOf(collections.values());
    }

    /** The one with this rating key. */
    public synchronized Optional<PlexCollection> find(String ratingKey) {
        return Optional.ofNullable(collections.get(ratingKey));
    }

    /** Removes one, as its owner may in Plex itself. */
    public synchronized void delete(String ratingKey) {
        collections.remove(ratingKey);
    }

    /** What is in it, in the order in which Plex shows it; what has left the library is left out. */
    synchronized List<Item> items(PlexCollection collection) {
        List<Item> items = collection.items().stream()
                .map(library::item)
                .flatMap(Optional::stream)
                .toList();
        return switch (collection.sort()) {
            case 0 -> items.stream().sorted(Comparator.comparingInt(Item::year)).toList();
            case 1 -> items.stream().sorted(Comparator.comparing(Item::title)).toList();
            default -> items;
        };
    }

    /** Makes a new one, even if there is one of this title. */
    public synchronized PlexCollection create(String section, Kind kind, String title, List<String> items) {
        Instant now = Instant.now();
        PlexCollection collection =
                new PlexCollection(library.nextKey(), section, kind, title, 0, List.copyOf(items), now, now);
        collections.put(collection.ratingKey(), collection);
        return collection;
    }

    synchronized void add(PlexCollection collection, List<String> added) {
        List<String> items = new ArrayList<>(collection.items());
        added.stream().filter(key -> !items.contains(key)).forEach(items::add);
        save(collection.withItems(items));
    }

    synchronized void remove(PlexCollection collection, String item) {
        save(collection.withItems(
                collection.items().stream().filter(key -> !key.equals(item)).toList()));
    }

    /** Puts an item behind another, or first. */
    synchronized void move(PlexCollection collection, String item, @Nullable String after) {
        List<String> items = new ArrayList<>(collection.items());
        items.remove(item);
        items.add(after == null ? 0 : items.indexOf(after) + 1, item);
        save(collection.withItems(items));
    }

    synchronized void sort(PlexCollection collection, int sort) {
        save(collection.withSort(sort));
    }

    synchronized void clear() {
        collections.clear();
    }

    private void save(PlexCollection collection) {
        collections.put(collection.ratingKey(), collection);
    }
}
