package io.medianest.auth.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads somebody's ways to sign in, straight from the pool. */
@ApplicationScoped
class AccountQueries {
    private static final String OF_USER = """
            select a.provider, a.created_at,
                   case a.provider when 'plex' then u.plex_username when 'local' then u.email end as name,
                   a.provider = 'plex' and u.plex_token_rejected_at is not null as sign_in_again
              from accounts a join users u on u.id = a.user_id
             where a.user_id = $1
             order by a.created_at, a.id
            """;

    private final Pool pool;

    AccountQueries(Pool pool) {
        this.pool = pool;
    }

    Uni<List<AccountView>> of(UUID userId) {
        return pool.preparedQuery(OF_USER).execute(Tuple.of(userId)).map(rows -> {
            List<AccountView> accounts = new ArrayList<>();
            for (Row row : rows) {
                accounts.add(new AccountView(
                        row.getString("provider"),
                        row.getString("name"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getBoolean("sign_in_again")));
            }
            return accounts;
        });
    }
}
