package io.medianest.media.request;

import io.medianest.media.overseerr.Availability;
import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.Media;
import io.medianest.runtime.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a new request really has to ask for, once it is known what can be watched already.
 *
 * @param title what to show
 * @param seasons the seasons; empty for a film, or while nobody can tell what "all" is
 * @param allSeasons whether it is for all of a series
 */
record Wish(KnownTitle title, List<Integer> seasons, boolean allSeasons) {
    private static final int MAX_TITLE = 500;

    /**
     * Works it out.
     *
     * @param asked what somebody asks for
     * @param details what Overseerr knows of it, if it could be asked
     * @throws ProblemException 409 {@code ALREADY_AVAILABLE}, with the seasons if only some are
     */
    static Wish of(CreateMediaRequest asked, Optional<Details> details) {
        SeasonSelection selection = asked.selection();
        Media media = details.map(Details::mediaInfo).orElse(null);
        KnownTitle title = title(asked, details);
        if (selection == null) {
            if (media != null && media.availability() == Availability.AVAILABLE) {
                throw alreadyAvailable("It can be watched already.");
            }
            return new Wish(title, List.of(), false);
        }
        Set<Integer> available = media == null ? Set.of() : media.availableSeasons();
        return selection.all()
                ? new Wish(title, missing(details, available), true)
                : new Wish(title, chosen(selection.numbers(), available), false);
    }

    private static List<Integer> missing(Optional<Details> details, Set<Integer> available) {
        List<Integer> all = details.map(Details::regularSeasons).orElse(List.of());
        List<Integer> missing =
                all.stream().filter(number -> !available.contains(number)).toList();
        if (missing.isEmpty() && !all.isEmpty()) {
            throw alreadyAvailable("All seasons can be watched already.");
        }
        return missing;
    }

    private static List<Integer> chosen(SortedSet<Integer> chosen, Set<Integer> available) {
        SortedSet<Integer> there = new TreeSet<>(chosen);
        there.retainAll(available);
        if (!there.isEmpty()) {
            throw alreadyAvailable("Some of these seasons can be watched already; leave them out.")
                    .with("availableSeasons", there);
        }
        return List.copyOf(chosen);
    }

    /** What to show: the title that Overseerr knows, else the one that was sent. */
    static KnownTitle title(CreateMediaRequest asked, Optional<Details> details) {
        Optional<String> known = details.flatMap(Details::displayTitle);
        if (known.isPresent()) {
            String title = known.get();
            return new KnownTitle(
                    title.substring(0, Math.min(title.length(), MAX_TITLE)),
                    true,
                    details.map(Details::year).orElse(null),
                    posterPath(details.map(Details::posterPath).orElse(null)));
        }
        String title = asked.title() != null ? asked.title() : "TMDB " + asked.tmdbId();
        return new KnownTitle(title, false, null, null);
    }

    private static @Nullable String posterPath(@Nullable String path) {
        return path != null && path.length() <= MAX_TITLE ? path : null;
    }

    private static ProblemException alreadyAvailable(String detail) {
        return ProblemException.conflict("ALREADY_AVAILABLE", detail);
    }
}
