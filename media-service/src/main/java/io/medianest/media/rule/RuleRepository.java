package io.medianest.media.rule;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules, in the running session. */
@ApplicationScoped
class RuleRepository {
    private static final int NONE = -1;

    private static final String OF_PERSON = """
            select r.role as role, r.user_id as user_id, r.approve_movies as approve_movies,
                   r.approve_series as approve_series, r.movie_limit as movie_limit, r.movie_days as movie_days,
                   r.season_limit as season_limit, r.season_days as season_days, r.open_limit as open_limit
            from auth.user_directory_media u
            join request_rules r on r.user_id = u.id or r.role = u.role or r.role = 'USER'
                 or (r.role = 'MODERATOR' and u.role = 'ADMIN')
            where u.id = ?1
            order by r.user_id nulls last, case r.role when 'ADMIN' then 0 when 'MODERATOR' then 1 else 2 end
            """;
    private static final String LOCKED = """
            select version from request_rules
            where role = ?1 or user_id = cast(nullif(cast(?2 as text), '') as uuid) for update
            """;
    private static final String SAVE = """
            insert into request_rules (role, user_id, approve_movies, approve_series, movie_limit, movie_days,
                season_limit, season_days, open_limit)
            values (nullif(cast(?1 as text), ''), cast(nullif(cast(?2 as text), '') as uuid),
                cast(nullif(cast(?3 as text), '') as boolean), cast(nullif(cast(?4 as text), '') as boolean),
                cast(nullif(cast(?5 as text), '') as integer), cast(nullif(cast(?6 as text), '') as integer),
                cast(nullif(cast(?7 as text), '') as integer), cast(nullif(cast(?8 as text), '') as integer),
                cast(nullif(cast(?9 as text), '') as integer))
            on conflict (SUBJECT) do update
            set approve_movies = excluded.approve_movies, approve_series = excluded.approve_series,
                movie_limit = excluded.movie_limit, movie_days = excluded.movie_days,
                season_limit = excluded.season_limit, season_days = excluded.season_days,
                open_limit = excluded.open_limit, version = request_rules.version + 1, updated_at = now()
            """;
    private static final String REMOVE = """
            delete from request_rules
            where role = ?1 or user_id = cast(nullif(cast(?2 as text), '') as uuid)
            """;

    /** The rules that concern a person, the nearest first. */
    Uni<List<Terms.Rule>> of(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF_PERSON, Tuple.class)
                        .setParameter(1, userId)
                        .getResultList())
                .map(rows -> rows.stream().map(RuleRepository::rule).toList());
    }

    /** The version of a rule, locked until the transaction ends; empty if there is none. */
    Uni<Optional<Long>> lockedVersion(RuleSubject subject) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCKED, Long.class)
                        .setParameter(1, text(subject.role()))
                        .setParameter(2, text(subject.userId()))
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** Sets a rule, whatever it said before. */
    Uni<Void> save(RuleSubject subject, RuleTerms terms) {
        String sql = SAVE.replace("SUBJECT", subject.role() == null ? "user_id" : "role");
        WindowLimit movies = terms.movies();
        WindowLimit seasons = terms.seasons();
        OpenLimit open = terms.open();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql)
                        .setParameter(1, text(subject.role()))
                        .setParameter(2, text(subject.userId()))
                        .setParameter(3, text(terms.approveMovies()))
                        .setParameter(4, text(terms.approveSeries()))
                        .setParameter(5, text(movies == null ? null : stored(movies.limit())))
                        .setParameter(6, text(movies == null ? null : movies.days()))
                        .setParameter(7, text(seasons == null ? null : stored(seasons.limit())))
                        .setParameter(8, text(seasons == null ? null : seasons.days()))
                        .setParameter(9, text(open == null ? null : stored(open.limit())))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Removes a rule, if there is one. */
    Uni<Void> remove(RuleSubject subject) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE)
                        .setParameter(1, text(subject.role()))
                        .setParameter(2, text(subject.userId()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Everything travels as text: a null of no type is refused. */
    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Terms.Rule rule(Tuple row) {
        RuleSubject subject = new RuleSubject(row.get("role", String.class), row.get("user_id", UUID.class));
        return new Terms.Rule(
                subject,
                new RuleTerms(
                        row.get("approve_movies", Boolean.class),
                        row.get("approve_series", Boolean.class),
                        window(row.get("movie_limit", Integer.class), row.get("movie_days", Integer.class)),
                        window(row.get("season_limit", Integer.class), row.get("season_days", Integer.class)),
                        open(row.get("open_limit", Integer.class))));
    }

    /** As the table has it; null if it says nothing. */
    static @Nullable WindowLimit window(@Nullable Integer limit, @Nullable Integer days) {
        return limit == null || days == null ? null : new WindowLimit(shown(limit), days);
    }

    /** As the table has it; null if it says nothing. */
    static @Nullable OpenLimit open(@Nullable Integer limit) {
        return limit == null ? null : new OpenLimit(shown(limit));
    }

    private static @Nullable Integer shown(int limit) {
        return limit == NONE ? null : limit;
    }

    private static Integer stored(@Nullable Integer limit) {
        return limit == null ? NONE : limit;
    }
}
