package io.medianest.local.faults;

import io.medianest.local.stack.MortalStack;
import io.medianest.simulators.overseerr.MediaRequest;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link Load}: what was acknowledged must be there once, with its history, its events and, if it was
 * approved, its request in Overseerr; what was not must be there as a whole or not at all.
 */
final class Reckoning {
    private static final String CREATED = "media-request.created";
    private static final String APPROVED = "media-request.approved";

    private final Load load;
    private final List<Row> rows;
    private final PublishedEvents events;
    private final Map<Integer, Long> overseerr;
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();

    /** A request in the database; how often its history says that it was opened and approved. */
    private record Row(String id, int film, int opened, int approvals) {}

    private Reckoning(Load load, List<Row> rows, PublishedEvents events, Map<Integer, Long> overseerr) {
        this.load = load;
        this.rows = rows;
        this.events = events;
        this.overseerr = overseerr;
    }

    /** Looks at everything; all events must have been published. */
    static Reckoning of(Load load, MortalStack stack, OverseerrSimulator overseerr) {
        Reckoning reckoning = new Reckoning(
                load,
                rows(load, stack),
                PublishedEvents.read(stack.bootstrapServers()),
                overseerr.requests().all().stream()
                        .collect(Collectors.groupingBy(MediaRequest::tmdbId, Collectors.counting())));
        reckoning.look();
        return reckoning;
    }

    /** The films that the database says are approved. */
    static Set<Integer> approvedFilms(Load load, MortalStack stack) {
        return rows(load, stack).stream()
                .filter(row -> row.approvals() > 0)
                .map(Row::film)
                .collect(Collectors.toSet());
    }

    /** What is missing, or there in part only; empty if all is well. */
    List<String> lost() {
        return lost;
    }

    /** What is there, or took effect, more than once; empty if all is well. */
    List<String> doubled() {
        return doubled;
    }

    /** The counts, in one line. */
    String counts() {
        long found = rows.stream()
                .filter(row -> load.acknowledged().containsValue(row.id()))
                .count();
        return ("asked %d, acknowledged %d, found %d, doubled %d, lost %d; not acknowledged %d, of these whole %d;"
                        + " approved %d, in Overseerr %d; events sent again %d")
                .formatted(
                        load.films().size(),
                        load.acknowledged().size(),
                        found,
                        doubled.size(),
                        lost.size(),
                        load.films().size() - load.acknowledged().size(),
                        rows.size() - found,
                        load.approved().size(),
                        films().stream().filter(overseerr::containsKey).count(),
                        events.redelivered(films()));
    }

    private void look() {
        Map<Integer, List<Row>> byFilm = rows.stream().collect(Collectors.groupingBy(Row::film));
        for (Film film : load.films()) {
            List<Row> found = byFilm.getOrDefault(film.tmdbId(), List.of());
            note(film, "request", found.size(), 0);
            String acknowledged = load.acknowledged().get(film);
            if (acknowledged != null && found.stream().noneMatch(row -> row.id().equals(acknowledged))) {
                lost.add("request " + acknowledged + " for " + film);
            }
            found.forEach(row -> lookAt(film, row));
        }
        Set<String> ghosts = new HashSet<>(events.requests(films()));
        rows.forEach(row -> ghosts.remove(row.id()));
        ghosts.forEach(ghost -> lost.add("the request of the events of " + ghost));
    }

    private void lookAt(Film film, Row row) {
        note(film, "opening in the history", row.opened(), 1);
        note(film, CREATED, events.ids(row.id(), CREATED).size(), 1);
        int approvals = Math.max(row.approvals(), load.approved().contains(film) ? 1 : 0);
        note(film, "approval in the history", row.approvals(), approvals);
        note(film, APPROVED, events.ids(row.id(), APPROVED).size(), approvals);
        note(film, "request in Overseerr", count(overseerr.get(film.tmdbId())), approvals);
    }

    private void note(Film film, String what, int count, int atLeast) {
        if (count > 1) {
            doubled.add(what + " of " + film);
        }
        if (count < atLeast) {
            lost.add(what + " of " + film);
        }
    }

    private static int count(@Nullable Long count) {
        return count == null ? 0 : count.intValue();
    }

    private Set<Integer> films() {
        return load.films().stream().map(Film::tmdbId).collect(Collectors.toSet());
    }

    private static List<Row> rows(Load load, MortalStack stack) {
        String films =
                load.films().stream().map(film -> "'" + film.tmdbId() + "'").collect(Collectors.joining(","));
        return stack.query("""
                        select r.id, r.tmdb_id, count(*) filter (where h.from_status is null and h.to_status is not null),
                               count(*) filter (where h.to_status = 'approved')
                        from media.media_requests r left join media.media_request_history h on h.request_id = r.id
                        where r.tmdb_id in (%s) group by r.id
                        """.formatted(films)).stream()
                .map(row -> new Row(
                        row.get(0),
                        Integer.parseInt(row.get(1)),
                        Integer.parseInt(row.get(2)),
                        Integer.parseInt(row.get(3))))
                .toList();
    }
}
