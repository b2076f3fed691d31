package io.medianest.media.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.media.request.MediaRequestStatus;
import io.medianest.simulators.overseerr.Media;
import io.medianest.simulators.overseerr.MediaRequest;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.testing.stores.Sql;
import io.medianest.testing.stream.EventStream;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Holds our requests against Overseerr's, against their own history and against what was told of them. */
final class Verdict {
    private static final int PENDING = 1;
    private static final int APPROVED = 2;
    private static final int DECLINED = 3;
    private static final int AVAILABLE = 5;
    private static final int CREATED = 201;
    private static final String OURS = """
            select json_build_object('id', r.id, 'type', r.media_type, 'tmdbId', r.tmdb_id, 'status', r.status,
              'reason', r.failure_reason, 'there', r.overseerr_id, 'note', r.decision_note,
              'seasons', (select string_agg(s.season_number::text, ',' order by s.season_number)
                          from media.media_request_seasons s where s.request_id = r.id),
              'byHand', exists (select from media.media_request_history h where h.request_id = r.id
                                and h.to_status = 'completed' and h.source = 'user'))
            from media.media_requests r order by r.created_at, r.id
            """;
    private static final String HISTORY = """
            select coalesce(h.from_status, '') || '>' || h.to_status || '>' || h.source || '>'
                   || coalesce(h.actor_id::text, '') || '>' || extract(epoch from h.created_at)
            from media.media_request_history h where h.request_id = ?::uuid order by h.seq
            """;

    private final OverseerrSimulator overseerr;
    private final EventStream events;
    private final Supplier<String> story;

    Verdict(OverseerrSimulator overseerr, EventStream events, Supplier<String> story) {
        this.overseerr = overseerr;
        this.events = events;
        this.story = story;
    }

    private record Our(
            String id,
            String type,
            int tmdbId,
            String status,
            String reason,
            String there,
            String note,
            Set<Integer> seasons,
            boolean byHand) {

        static Our of(String json) {
            JsonPath path = JsonPath.from(json);
            Set<Integer> seasons = new TreeSet<>();
            String numbers = path.getString("seasons");
            if (numbers != null) {
                Arrays.stream(numbers.split(",", -1)).map(Integer::valueOf).forEach(seasons::add);
            }
            return new Our(
                    path.getString("id"),
                    path.getString("type"),
                    Integer.parseInt(path.getString("tmdbId")),
                    path.getString("status"),
                    path.getString("reason"),
                    path.getString("there"),
                    path.getString("note"),
                    seasons,
                    path.getBoolean("byHand"));
        }
    }

    /** Those that are still on their way. */
    List<String> waiting() {
        return Sql.column("select id from media.media_requests where status = 'approved'");
    }

    /** Those that were given up. */
    List<String> failedByErrors() {
        return Sql.column("select id from media.media_requests where failure_reason = 'error' and status = 'failed'"
                + " order by created_at");
    }

    /** What we say is what Overseerr says. */
    void agrees() {
        List<String> wrong = new ArrayList<>();
        for (Our our : ours()) {
            Optional<MediaRequest> there = there(our);
            if (!agrees(our, there)) {
                wrong.add(our + " is there " + there + " of " + media(our));
            }
        }
        assertThat(wrong).as(story.get()).isEmpty();
    }

    private boolean agrees(Our our, Optional<MediaRequest> there) {
        boolean alive = there.filter(request -> request.status() == PENDING || request.status() == APPROVED)
                .isPresent();
        return switch (our.status()) {
            case "pending" -> our.there() == null;
            case "processing" -> alive && there.orElseThrow().status() == APPROVED && watchable(our) == 0;
            case "available" ->
                watchable(our) > 0 && watchable(our) < our.seasons().size();
            case "completed" ->
                our.byHand() || watchable(our) == Math.max(1, our.seasons().size());
            case "failed" ->
                switch (our.reason()) {
                    case "cancelled" -> our.there() == null;
                    case "declined" -> there.isEmpty() || there.get().status() == DECLINED;
                    // Another one of ours may have taken over what this one has left there.
                    default -> !alive || watchable(our) > 0 || isOthers(our);
                };
            default -> false;
        };
    }

    private boolean isOthers(Our our) {
        return ours().stream()
                .anyMatch(other -> !other.id().equals(our.id())
                        && Objects.equals(other.there(), our.there())
                        && !other.status().equals("failed"));
    }

    /** How much of what was asked for can be watched: 1 for a film, or so many seasons. */
    private long watchable(Our our) {
        if (our.type().equals("movie")) {
            return media(our).filter(media -> media.status() == AVAILABLE).isPresent() ? 1 : 0;
        }
        Map<Integer, Integer> seasons =
                media(our).map(Media::seasons).map(Map::copyOf).orElse(Map.of());
        return our.seasons().stream()
                .filter(number -> Objects.equals(seasons.get(number), AVAILABLE))
                .count();
    }

    private Optional<Media> media(Our our) {
        return overseerr.library().find(our.type(), our.tmdbId());
    }

    private Optional<MediaRequest> there(Our our) {
        return overseerr.requests().all().stream()
                .filter(request -> Integer.toString(request.id()).equals(our.there()))
                .findFirst();
    }

    /** The steps of each request follow from one another, somebody or something took each, and the last is where it stands. */
    void historyExplainsEverything() {
        for (Our our : ours()) {
            String stands = "";
            double last = 0;
            for (String line : Sql.column(HISTORY, our.id())) {
                String[] step = line.split(">", -1);
                String what = our.id() + " " + line + " in " + story.get();
                assertThat(step[0]).as(what).isEqualTo(stands);
                assertThat(step[0].isEmpty() ? step[1].equals("pending") : follows(step[0], step[1]))
                        .as(what)
                        .isTrue();
                assertThat(step[2].equals("user")).as(what).isEqualTo(!step[3].isEmpty());
                assertThat(Double.parseDouble(step[4])).as(what).isGreaterThanOrEqualTo(last);
                stands = step[1];
                last = Double.parseDouble(step[4]);
            }
            assertThat(stands).as(story.get()).isEqualTo(our.status());
        }
    }

    private static boolean follows(String from, String to) {
        boolean moreSeasons = from.equals("available") && to.equals("available");
        return moreSeasons
                || MediaRequestStatus.named(from)
                        .orElseThrow()
                        .canBecome(MediaRequestStatus.named(to).orElseThrow());
    }

    /** Overseerr has made at most one request for each time that one of ours was approved. */
    void nothingIsSentTwice() {
        Map<String, Integer> made = new LinkedHashMap<>();
        overseerr.log().matching("POST", "/api/v1/request").stream()
                .filter(call -> Objects.equals(call.status(), CREATED))
                .map(call -> JsonPath.from(call.body()))
                .map(body -> body.getString("mediaType") + " " + body.getInt("mediaId"))
                .forEach(title -> made.merge(title, 1, Integer::sum));
        made.forEach((title, times) -> assertThat(times)
                .as("%s in %s", title, story.get())
                .isLessThanOrEqualTo(Integer.parseInt(Sql.value("""
                        select count(*) from media.media_request_history h
                        join media.media_requests r on r.id = h.request_id
                        where h.to_status = 'approved' and r.media_type || ' ' || r.tmdb_id = ?
                        """, title))));
    }

    /** A moderator's stream told every step, in its order. */
    void streamToldEverything() {
        Map<String, List<String>> told = new LinkedHashMap<>();
        events.events().stream()
                .filter(event -> "media-request".equals(event.name()))
                .distinct()
                .forEach(event -> told.computeIfAbsent(event.json().getString("id"), id -> new ArrayList<>())
                        .add(event.json().getString("status")));
        for (Our our : ours()) {
            assertThat(told.getOrDefault(our.id(), List.of()))
                    .as("%s in %s", our.id(), story.get())
                    .isEqualTo(Sql.column(
                            "select to_status from media.media_request_history where request_id = ?::uuid order by seq",
                            our.id()));
        }
    }

    private static List<Our> ours() {
        return Sql.column(OURS).stream().map(Our::of).toList();
    }
}
