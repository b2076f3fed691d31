package io.medianest.media.search;

import io.medianest.media.library.LibraryAvailability;
import io.medianest.media.library.LibraryAvailability.Held;
import io.medianest.media.overseerr.Availability;
import io.medianest.media.search.MarkQueries.Mark;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has to be known freshly of titles: what the caller has asked for, and what can be watched by now. */
@ApplicationScoped
class Marks {
    private static final Held NOTHING = new Held(Map.of());

    private final MarkQueries requests;
    private final LibraryAvailability library;

    Marks(MarkQueries requests, LibraryAvailability library) {
        this.requests = requests;
        this.library = library;
    }

    /**
     * Everything about one title.
     *
     * @param held how many episodes of which season the library has; null if it has nothing of the title
     * @param seasons the seasons that became watchable since
     */
    record Whole(Mark mark, @Nullable Map<Integer, Integer> held, Map<Integer, Availability> seasons) {}

    /**
     * The marks of those titles that have any.
     *
     * @param since when what is known of them was true
     */
    Uni<Map<Title, Mark>> of(UUID userId, Collection<Title> titles, Instant since) {
        return requests.marks(userId, titles, since)
                .chain(marks -> library.of(titles).map(held -> {
                    Map<Title, Mark> all = new HashMap<>(marks);
                    held.forEach(
                            (title, there) -> all.merge(title, new Mark(null, availability(title, there)), Mark::and));
                    return all;
                }));
    }

    /** All that is marked on one title. */
    Uni<Whole> of(UUID userId, Title title, Instant since) {
        return requests.marks(userId, List.of(title), since)
                .chain(marks -> requests.seasons(title, since)
                        .chain(seasons -> library.of(List.of(title))
                                .map(held -> new Whole(
                                        marks.getOrDefault(title, Mark.NONE),
                                        held.containsKey(title)
                                                ? held.getOrDefault(title, NOTHING)
                                                        .episodes()
                                                : null,
                                        seasons))));
    }

    private static Availability availability(Title title, Held held) {
        if (title.kind() == MediaKind.MOVIE) {
            return Availability.AVAILABLE;
        }
        return held.seasons().isEmpty() ? Availability.NONE : Availability.PARTIAL;
    }
}
