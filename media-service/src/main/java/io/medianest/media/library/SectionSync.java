package io.medianest.media.library;

import io.medianest.media.title.MediaKind;
import io.medianest.plex.PlexItem;
import io.medianest.plex.PlexPage;
import io.medianest.plex.PlexServer;
import io.medianest.plex.PlexServer.Kind;
import io.medianest.plex.PlexServer.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what is in one library: what has changed, a few small pages; now and then all of it, since nothing tells of
 * what is gone.
 */
@ApplicationScoped
class SectionSync {
    private static final Logger LOG = Logger.getLogger(SectionSync.class);
    /** With more changes than that it is cheaper to go through everything. */
    private static final int MOST_PAGES_OF_CHANGES = 10;

    private final PlexServer plex;
    private final TitleMirror titles;
    private final CollectionSync collections;
    private final SectionMirror sections;
    private final LibraryConfig config;

    SectionSync(
            PlexServer plex,
            TitleMirror titles,
            CollectionSync collections,
            SectionMirror sections,
            LibraryConfig config) {
        this.plex = plex;
        this.titles = titles;
        this.collections = collections;
        this.sections = sections;
        this.config = config;
    }

    /** Brings the copy of a library up to date. */
    Uni<Void> follow(MirroredSection section) {
        Instant sweptAt = section.sweptAt();
        boolean due = sweptAt == null
                || Duration.between(sweptAt, Instant.now()).abs().compareTo(config.sweepEvery()) >= 0;
        return due ? sweep(section) : changes(section);
    }

    /** Goes through everything. What is gone is forgotten only if the library stood still meanwhile. */
    private Uni<Void> sweep(MirroredSection section) {
        Sweep found = new Sweep(section.changedAt(), config.maxTitles());
        Sweep seasons = new Sweep(section.changedAt(), config.maxTitles());
        return all(section, titlesOf(section), found, 0)
                .chain(() -> section.kind() == MediaKind.TV
                        ? all(section, Kind.SEASONS, seasons, 0)
                        : Uni.createFrom().voidItem())
                .chain(() -> found.isWhole() ? titles.keepOnly(section.key(), found.keys()) : notWhole(section))
                .chain(() -> found.isWhole() && seasons.isWhole()
                        ? titles.keepOnlySeasons(section.key(), seasons.keys())
                        : Uni.createFrom().voidItem())
                .chain(() -> collections.follow(section.key(), true))
                .chain(() -> sections.seen(
                        section.key(),
                        later(found.changedAt(), seasons.changedAt()),
                        found.isWhole() && seasons.isWhole() ? Instant.now() : null));
    }

    private static Uni<Void> notWhole(MirroredSection section) {
        LOG.infof("Library %s changed while it was gone through; what is gone is looked for again", section.key());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> all(MirroredSection section, Kind kind, Sweep sweep, int start) {
        return plex.items(section.key(), kind, Order.STEADY, start, config.pageSize())
                .chain(page -> {
                    sweep.saw(page);
                    int next = start + page.items().size();
                    boolean more = !page.items().isEmpty() && next < Math.min(page.total(), config.maxTitles());
                    return save(section, kind, page)
                            .chain(() -> more
                                    ? all(section, kind, sweep, next)
                                    : Uni.createFrom().voidItem());
                });
    }

    /** Takes over what has changed; if that shows that something is gone, goes through everything. */
    private Uni<Void> changes(MirroredSection section) {
        return changed(section, titlesOf(section), section.changedAt(), 0)
                .chain(found -> seasons(section)
                        .chain(seasons -> titles.count(section.key()).chain(known -> {
                            boolean tooMuch = found.unfinished() || seasons.unfinished() || known > found.total();
                            return tooMuch
                                    ? sweep(section)
                                    : collections
                                            .follow(section.key(), false)
                                            .chain(() -> sections.seen(
                                                    section.key(),
                                                    later(found.changedAt(), seasons.changedAt()),
                                                    null));
                        })));
    }

    private Uni<Changes> seasons(MirroredSection section) {
        return section.kind() == MediaKind.TV
                ? changed(section, Kind.SEASONS, section.changedAt(), 0)
                : Uni.createFrom().item(new Changes(section.changedAt(), 0, false));
    }

    /**
     * What came of looking for changes.
     *
     * @param changedAt the latest of them
     * @param total how many titles Plex has now
     * @param unfinished whether there are more than were looked at
     */
    private record Changes(Instant changedAt, int total, boolean unfinished) {}

    private Uni<Changes> changed(MirroredSection section, Kind kind, Instant latest, int page) {
        int size = config.pageSize();
        return plex.items(section.key(), kind, Order.CHANGED, page * size, size).chain(found -> {
            // Plex counts in seconds: what has the time of the last one may be another.
            List<PlexItem> changed = found.items().stream()
                    .filter(item -> !TitleMirror.changedAt(item).isBefore(section.changedAt()))
                    .toList();
            Instant now = latestOf(changed, latest);
            boolean more = changed.size() == size && (page + 1) * size < found.total();
            return save(section, kind, new PlexPage(changed, found.total()))
                    .chain(() -> more && page + 1 < MOST_PAGES_OF_CHANGES
                            ? changed(section, kind, now, page + 1)
                            : Uni.createFrom().item(new Changes(now, found.total(), more)));
        });
    }

    private Uni<Void> save(MirroredSection section, Kind kind, PlexPage page) {
        return kind == Kind.SEASONS
                ? titles.saveSeasons(section.key(), page.items())
                : titles.save(section.key(), page.items());
    }

    private static Kind titlesOf(MirroredSection section) {
        return section.kind() == MediaKind.TV ? Kind.SHOWS : Kind.MOVIES;
    }

    static Instant latestOf(List<PlexItem> items, @Nullable Instant known) {
        Instant latest = known == null ? Instant.EPOCH : known;
        for (PlexItem item : items) {
            latest = later(latest, TitleMirror.changedAt(item));
        }
        return latest;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
