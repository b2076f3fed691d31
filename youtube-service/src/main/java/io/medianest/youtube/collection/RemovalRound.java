package io.medianest.youtube.collection;

import io.medianest.plex.PlexCollections;
import io.medianest.plex.PlexConnections;
import io.medianest.plex.PlexServer;
import io.medianest.runtime.schedule.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Removes what is to go: files at once, items from collections as soon as Plex can be asked. An empty collection goes
 * too, and Plex looks at the folders, so that it forgets the files.
 */
@ApplicationScoped
class RemovalRound {
    private static final Logger LOG = Logger.getLogger(RemovalRound.class);

    private final Removals removals;
    private final StoredFiles files;
    private final Shelves shelves;
    private final PlexServer plex;
    private final PlexCollections collections;
    private final CollectionConfig config;

    RemovalRound(
            Removals removals,
            StoredFiles files,
            Shelves shelves,
            PlexServer plex,
            PlexCollections collections,
            CollectionConfig config) {
        this.removals = removals;
        this.files = files;
        this.shelves = shelves;
        this.plex = plex;
        this.collections = collections;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Rounds rounds, PlexConnections connections) {
        rounds.every(
                "Deleting videos",
                config.every(),
                () -> removals.claim()
                        .chain(this::deleteFiles)
                        .chain(gone -> gone.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : tellPlex(gone, connections.current().isPresent())));
    }

    /** Those whose files are gone. */
    private Uni<List<Removal>> deleteFiles(List<Removal> due) {
        List<Removal> gone = new ArrayList<>();
        return each(due, removal -> deleteFile(removal, gone)).replaceWith(gone);
    }

    private Uni<Void> deleteFile(Removal removal, List<Removal> gone) {
        String path = removal.path();
        Uni<Void> deleted = path == null
                ? Uni.createFrom().voidItem()
                : files.delete(removal.folder(), path).chain(() -> removals.fileGone(removal));
        return deleted.invoke(() -> gone.add(removal)).onFailure().recoverWithUni(failure -> {
            LOG.warnf(failure, "%s could not be deleted; it is tried again", path);
            return putOff(removal, failure);
        });
    }

    private Uni<Void> tellPlex(List<Removal> gone, boolean configured) {
        if (!configured) {
            return each(
                    gone,
                    removal -> removal.collection() == null
                            ? removals.done(removal)
                            : removals.later(removal, "Plex is not set up.", config.longestPause()));
        }
        return shelves.open()
                .chain(shelf -> each(gone, this::takeOut)
                        .chain(() -> emptied(gone))
                        .chain(() -> shelves.scan(shelf, names(gone), false)))
                .chain(() -> each(gone, removals::done))
                .onFailure(CollectionRound::isOfPlex)
                .recoverWithUni(failure -> each(gone, removal -> putOff(removal, failure)));
    }

    private Uni<Void> takeOut(Removal removal) {
        Long collection = removal.collection();
        Long item = removal.item();
        return collection == null || item == null ? Uni.createFrom().voidItem() : collections.remove(collection, item);
    }

    private Uni<Void> emptied(List<Removal> due) {
        Set<Long> left = new LinkedHashSet<>();
        due.forEach(removal -> {
            Long collection = removal.collection();
            if (collection != null) {
                left.add(collection);
            }
        });
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Long collection : left) {
            done = done.chain(() -> collections.exists(collection))
                    .chain(there ->
                            there ? deleteIfEmpty(collection) : Uni.createFrom().voidItem());
        }
        return done;
    }

    private Uni<Void> deleteIfEmpty(long collection) {
        return plex.collectionItems(collection, 0, 1)
                .chain(page -> page.items().isEmpty()
                        ? collections.delete(collection)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> putOff(Removal removal, Throwable failure) {
        return removals.later(removal, String.valueOf(failure.getMessage()), config.offlinePause());
    }

    private static List<String> names(List<Removal> due) {
        return due.stream()
                .map(removal -> removal.folder().isEmpty() ? "-" : removal.folder() + "/-")
                .distinct()
                .toList();
    }

    private static Uni<Void> each(List<Removal> due, Function<Removal, Uni<Void>> step) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Removal removal : due) {
            done = done.chain(() -> step.apply(removal));
        }
        return done;
    }
}
