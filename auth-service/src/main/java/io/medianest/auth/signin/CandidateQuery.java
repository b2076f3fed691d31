package io.medianest.auth.signin;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds whom an address belongs to, straight from the pool. */
@ApplicationScoped
class CandidateQuery {
    // By the expression of the unique index. Deleted users keep no address that anybody could type.
    private static final String BY_EMAIL = """
            select u.id, u.status, u.requires_password_change, c.password_hash
              from users u left join local_credentials c on c.user_id = u.id
             where lower(u.email) = lower($1) and u.status <> 'deleted'
            """;

    private final Pool pool;

    CandidateQuery(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Candidate>> byEmail(String email) {
        return pool.preparedQuery(BY_EMAIL).execute(Tuple.of(email)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? Optional.of(candidate(found.next())) : Optional.empty();
        });
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                row.getUUID("id"),
                row.getString("status").equals("suspended"),
                row.getBoolean("requires_password_change"),
                row.getString("password_hash"));
    }
}
