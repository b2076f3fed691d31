package io.medianest.media.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rules as the API shows them. */
@ApplicationScoped
class RuleQueries {
    private static final int MOST = 1_000;
    private static final String SELECT = """
            select r.role, r.user_id, u.name as user_name, r.approve_movies, r.approve_series, r.movie_limit,
                   r.movie_days, r.season_limit, r.season_days, r.open_limit, r.version, r.updated_at
            from request_rules r left join auth.user_directory_media u on u.id = r.user_id
            """;
    private static final String ALL = SELECT + """
            order by case r.role when 'ADMIN' then 0 when 'MODERATOR' then 1 when 'USER' then 2 end nulls last,
                     u.name nulls last, r.user_id
            limit $1
            """;
    private static final String ONE = SELECT + " where r.role = $1 or r.user_id = $2";
    private static final String PERSON = "select from auth.user_directory_media where id = $1";

    private final Pool pool;

    RuleQueries(Pool pool) {
        this.pool = pool;
    }

    /** A rule and its version, for the ETag. */
    record Versioned(RuleView view, long version) {}

    /** All rules: of roles, the highest first, then of people by name. */
    Uni<List<RuleView>> all() {
        return pool.preparedQuery(ALL).execute(Tuple.of(MOST)).map(rows -> {
            List<RuleView> all = new ArrayList<>();
            rows.forEach(row -> all.add(view(row).view()));
            return all;
        });
    }

    /** The rule for somebody; empty if there is none. */
    Uni<Optional<Versioned>> find(RuleSubject subject) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(subject.role(), subject.userId()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(view(rows.iterator().next())));
    }

    /** Whether there is somebody for whom the rule could be. */
    Uni<Boolean> exists(RuleSubject subject) {
        return subject.userId() == null
                ? Uni.createFrom().item(true)
                : pool.preparedQuery(PERSON).execute(Tuple.of(subject.userId())).map(rows -> rows.size() > 0);
    }

    private static Versioned view(Row row) {
        RuleTerms terms = new RuleTerms(
                row.getBoolean("approve_movies"),
                row.getBoolean("approve_series"),
                RuleRepository.window(row.getInteger("movie_limit"), row.getInteger("movie_days")),
                RuleRepository.window(row.getInteger("season_limit"), row.getInteger("season_days")),
                RuleRepository.open(row.getInteger("open_limit")));
        RuleView view = new RuleView(
                row.getString("role"),
                row.getUUID("user_id"),
                row.getString("user_name"),
                terms,
                row.getOffsetDateTime("updated_at").toInstant());
        return new Versioned(view, row.getLong("version"));
    }
}
