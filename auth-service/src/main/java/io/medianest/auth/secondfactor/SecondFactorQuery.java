package io.medianest.auth.secondfactor;

import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Looks at second factors straight from the pool. */
@ApplicationScoped
public class SecondFactorQuery {
    private static final String VIEW = """
            select f.confirmed_at,
                   (select count(*) from recovery_codes c where c.user_id = f.user_id and c.used_at is null) as codes
              from second_factors f where f.user_id = $1 and f.confirmed_at is not null
            """;
    private static final String STANDING = """
            select u.role, u.email, exists (select from second_factors f
                                     where f.user_id = u.id and f.confirmed_at is not null) as confirmed
              from users u where u.id = $1
            """;

    private final Pool pool;

    SecondFactorQuery(Pool pool) {
        this.pool = pool;
    }

    /**
     * How somebody stands to the second factor.
     *
     * @param isOn whether there is one
     */
    public record Standing(Role role, String email, boolean isOn) {}

    /** How a user stands, who exists. */
    public Uni<Standing> standing(UUID userId) {
        return pool.preparedQuery(STANDING).execute(Tuple.of(userId)).map(rows -> {
            Row row = rows.iterator().next();
            return new Standing(
                    Role.valueOf(row.getString("role")), row.getString("email"), row.getBoolean("confirmed"));
        });
    }

    Uni<SecondFactorView> view(UUID userId) {
        return pool.preparedQuery(VIEW).execute(Tuple.of(userId)).map(rows -> {
            var found = rows.iterator();
            if (!found.hasNext()) {
                return new SecondFactorView(false, null, 0);
            }
            Row row = found.next();
            OffsetDateTime since = row.getOffsetDateTime("confirmed_at");
            return new SecondFactorView(true, since.toInstant(), row.getInteger("codes"));
        });
    }
}
