package io.medianest.auth.password;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the password that somebody has now, straight from the pool. */
@ApplicationScoped
public class KnownPasswordQuery {
    private static final String OF_USER = """
            select c.password_hash, u.email, coalesce(u.name, '') as name, coalesce(u.plex_username, '') as plex,
                   exists (select from second_factors f
                            where f.user_id = u.id and f.confirmed_at is not null) as second_factor
              from users u join local_credentials c on c.user_id = u.id
             where u.id = $1 and u.status = 'active'
            """;

    private final Pool pool;

    KnownPasswordQuery(Pool pool) {
        this.pool = pool;
    }

    /** Empty if the user signs in otherwise, or not any more. */
    public Uni<Optional<KnownPassword>> of(UUID userId) {
        return pool.preparedQuery(OF_USER).execute(Tuple.of(userId)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? Optional.of(known(found.next())) : Optional.empty();
        });
    }

    private static KnownPassword known(Row row) {
        return new KnownPassword(
                row.getString("password_hash"),
                List.of(row.getString("email"), row.getString("name"), row.getString("plex")),
                row.getBoolean("second_factor"));
    }
}
