package io.medianest.auth.signin;

import io.medianest.auth.user.SealedEmails;
import io.medianest.auth.user.UserStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds whom an address belongs to, straight from the pool. */
@ApplicationScoped
class CandidateQuery {
    // By the expression of the unique index; a deleted user by the hash of the address, which is sealed away. Both are
    // always looked for, so that neither takes another time. Whoever has the address now comes first.
    static final String BY_EMAIL = """
            select f.id, f.status, f.requires_password_change, c.password_hash
              from (select u.id, u.status, u.requires_password_change, null::timestamptz as deleted_at
                      from users u where lower(u.email) = lower($1) and u.status <> 'deleted'
                    union all
                    select d.id, d.status, d.requires_password_change, coalesce(d.deleted_at, '-infinity')
                      from users d where d.sealed_email_hash = any($2)) f
              left join local_credentials c on c.user_id = f.id
             order by f.deleted_at desc nulls first
             limit 1
            """;

    private final Pool pool;
    private final SealedEmails sealedEmails;

    CandidateQuery(Pool pool, SealedEmails sealedEmails) {
        this.pool = pool;
        this.sealedEmails = sealedEmails;
    }

    Uni<Optional<Candidate>> byEmail(String email) {
        Tuple values = Tuple.of(email, sealedEmails.candidates(email).toArray(String[]::new));
        return pool.preparedQuery(BY_EMAIL).execute(values).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? Optional.of(candidate(found.next())) : Optional.empty();
        });
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                row.getUUID("id"),
                UserStatus.named(row.getString("status")),
                row.getBoolean("requires_password_change"),
                row.getString("password_hash"));
    }
}
