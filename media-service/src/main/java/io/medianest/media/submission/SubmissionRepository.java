package io.medianest.media.submission;

import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The queue of requests to Overseerr: columns of media_requests that only its worker moves. */
@ApplicationScoped
class SubmissionRepository {
    /** What was never tried is due, whatever the clock said of whoever approved it: next_attempt_at is only its place. */
    private static final String CLAIM = """
            with next as (
              select id, submission_state from media_requests
              where submission_state in ('queued', 'sending')
                and case submission_state
                      when 'queued' then attempts = 0 or next_attempt_at <= now() else lease_until <= now() end
              order by next_attempt_at, id
              limit 1
              for update skip locked)
            update media_requests r
            set submission_state = 'sending', attempts = r.attempts + 1, lease_owner = ?1,
                lease_until = now() + cast(?2 as bigint) * interval '1 millisecond', updated_at = now()
            from next
            where r.id = next.id
            returning r.id as id, r.user_id as user_id, r.media_type as media_type, r.tmdb_id as tmdb_id,
              r.overseerr_id as overseerr_id, r.attempts as attempts,
              next.submission_state = 'sending' as outcome_unknown,
              (select string_agg(cast(s.season_number as text), ',' order by s.season_number)
               from media_request_seasons s where s.request_id = r.id) as seasons
            """;

    private static final String GIVE_BACK = """
            update media_requests
            set submission_state = 'queued', attempts = attempts - 1, last_error = ?2, lease_until = null
            where id = ?1 and submission_state = 'sending'
            """;
    private static final String TRY_AGAIN = """
            update media_requests
            set submission_state = 'queued', last_error = ?2, lease_until = null,
                next_attempt_at = now() + cast(?3 as bigint) * interval '1 millisecond'
            where id = ?1 and submission_state = 'sending'
            """;
    private static final String LOOK_AGAIN = """
            update media_requests
            set last_error = ?2, lease_until = now() + cast(?3 as bigint) * interval '1 millisecond'
            where id = ?1 and submission_state = 'sending'
            """;
    private static final String KNOWN_AS = "update media_requests set overseerr_id = ?2 where id = ?1";
    private static final int MAX_ERROR = 500;

    /** Takes the next request that is due, in the order in which they were approved; empty if none is. */
    Uni<Optional<Claim>> claim(String owner, Duration lease) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CLAIM, Tuple.class)
                        .setParameter(1, owner)
                        .setParameter(2, lease.toMillis())
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(SubmissionRepository::claim));
    }

    /** Nothing was sent, which is not the request's fault: it keeps its place, as if it had not been tried. */
    Uni<Void> giveBack(UUID id, String error) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(GIVE_BACK)
                        .setParameter(1, id)
                        .setParameter(2, shortened(error))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Overseerr answered with an error: it is tried again after the pause, and lets others pass until then. */
    Uni<Void> tryAgain(UUID id, String error, Duration pause) {
        return after(TRY_AGAIN, id, error, pause);
    }

    /** It may have been sent, but the answer is missing: after the pause it is looked for. */
    Uni<Void> lookAgain(UUID id, String error, Duration pause) {
        return after(LOOK_AGAIN, id, error, pause);
    }

    /** Remembers its number in Overseerr as soon as that is known. */
    Uni<Void> knownAs(UUID id, String overseerrId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KNOWN_AS)
                        .setParameter(1, id)
                        .setParameter(2, overseerrId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> after(String statement, UUID id, String error, Duration pause) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter(1, id)
                        .setParameter(2, shortened(error))
                        .setParameter(3, pause.toMillis())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static String shortened(String error) {
        return error.substring(0, Math.min(error.length(), MAX_ERROR));
    }

    private static Claim claim(Tuple row) {
        String seasons = row.get("seasons", String.class);
        return new Claim(
                row.get("id", UUID.class),
                row.get("user_id", UUID.class),
                new Title(MediaKind.of(row.get("media_type", String.class)), row.get("tmdb_id", String.class)),
                seasons == null
                        ? List.of()
                        : Arrays.stream(seasons.split(",", -1))
                                .map(Integer::valueOf)
                                .toList(),
                row.get("overseerr_id", String.class),
                row.get("attempts", Integer.class),
                row.get("outcome_unknown", Boolean.class));
    }
}
