package io.medianest.youtube.collection;

import io.medianest.plex.PlexItem;
import io.medianest.plex.PlexSection;
import io.medianest.plex.PlexServer;
import io.medianest.plex.PlexServer.Kind;
import io.medianest.plex.PlexServer.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds files in Plex, and has Plex look for them. */
@ApplicationScoped
class Shelves {
    private static final int PAGE = 200;
    private static final int MOST_ITEMS = 50_000;
    private static final String KEY = "[0-9]{1,9}";
    private static final String ALL = "";

    private final PlexServer plex;
    private final PlexFolder folder;
    private final long scanPauseNanos;
    private final Map<String, Long> scannedAt = new ConcurrentHashMap<>();

    Shelves(PlexServer plex, CollectionConfig config, @ConfigProperty(name = "medianest.youtube.root") Path root) {
        this.plex = plex;
        this.scanPauseNanos = config.scanPause().toNanos();
        this.folder = new PlexFolder(config.directory()
                .orElseGet(() -> root.toAbsolutePath().normalize().toString()));
    }

    /** The library that the files are in; fails with {@link NoShelfException} if there is none. */
    Uni<Shelf> open() {
        return plex.sections().chain(sections -> {
            String key = sections.stream()
                    .filter(section -> "movie".equals(section.type()) && folder.isWithin(section.folders()))
                    .map(PlexSection::key)
                    .filter(found -> found != null && found.matches(KEY))
                    .findFirst()
                    .orElseThrow(() -> new NoShelfException(folder));
            return plex.machineIdentifier().map(machine -> new Shelf(machine, key, folder));
        });
    }

    /**
     * Looks for files, among the newest items first.
     *
     * @param paths relative to the folder of all files
     * @return the rating keys of those that Plex knows
     */
    Uni<Map<String, Long>> find(Shelf shelf, Set<String> paths) {
        Map<String, String> wanted = new HashMap<>();
        paths.forEach(path -> wanted.put(shelf.folder().at(path), path));
        return paths.isEmpty() ? Uni.createFrom().item(Map.of()) : page(shelf, wanted, new HashMap<>(), 0);
    }

    private Uni<Map<String, Long>> page(Shelf shelf, Map<String, String> wanted, Map<String, Long> found, int start) {
        return plex.items(shelf.section(), Kind.MOVIES, Order.NEWEST, start, PAGE)
                .chain(page -> {
                    page.items().forEach(item -> take(item, wanted, found));
                    int next = start + page.items().size();
                    boolean more = !page.items().isEmpty()
                            && found.size() < wanted.size()
                            && next < Math.min(page.total(), MOST_ITEMS);
                    return more
                            ? page(shelf, wanted, found, next)
                            : Uni.createFrom().item(found);
                });
    }

    private static void take(PlexItem item, Map<String, String> wanted, Map<String, Long> found) {
        for (String file : item.files()) {
            String path = wanted.get(file);
            if (path != null) {
                item.key().ifPresent(key -> found.putIfAbsent(path, key));
            }
        }
    }

    /**
     * Has Plex look at the folders of these files, at each once, and at none that it was just sent to.
     *
     * @param all whether to look at all of the library, because Plex overlooked them
     */
    Uni<Void> scan(Shelf shelf, Collection<String> paths, boolean all) {
        Set<String> folders = new HashSet<>();
        paths.forEach(path -> folders.add(all ? ALL : shelf.folder().folderOf(path)));
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String each : List.copyOf(folders)) {
            if (isDue(each)) {
                done = done.chain(() -> plex.scan(shelf.section(), each.equals(ALL) ? null : each));
            }
        }
        return done;
    }

    private boolean isDue(String each) {
        long now = System.nanoTime();
        scannedAt.values().removeIf(then -> now - then >= scanPauseNanos);
        return scannedAt.putIfAbsent(each, now) == null;
    }
}
