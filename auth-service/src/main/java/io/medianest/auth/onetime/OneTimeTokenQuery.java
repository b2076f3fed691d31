package io.medianest.auth.onetime;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one-time tokens straight from the pool. */
@ApplicationScoped
class OneTimeTokenQuery {
    private static final String FIND = """
            select identifier, detail::text as detail from verification_tokens
             where token = any($1) and starts_with(identifier, $2) and expires > now()
            """;

    private final Pool pool;

    OneTimeTokenQuery(Pool pool) {
        this.pool = pool;
    }

    Uni<@Nullable OneTimeToken> find(TokenPurpose purpose, List<String> hashes) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(hashes.toArray(String[]::new), purpose.identifier("")))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? token(found.next()) : null;
                });
    }

    private static OneTimeToken token(Row row) {
        return OneTimeToken.of(row.getString("identifier"), row.getString("detail"));
    }
}
