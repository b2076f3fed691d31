package io.medianest.auth.passwordchange;

import io.medianest.auth.client.Client;
import io.medianest.auth.password.NewPassword;
import io.medianest.auth.password.Passwords;
import io.medianest.auth.user.LinkedAccounts;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Passwords of those who have signed in otherwise until now. */
@ApplicationScoped
class FirstPasswords {
    private static final String PERSON = """
            select u.email, coalesce(u.name, '') as name, c.user_id is not null as has_password
              from users u left join local_credentials c on c.user_id = u.id
             where u.id = $1 and u.status = 'active'
            """;

    private final Pool pool;
    private final Passwords passwords;
    private final LinkedAccounts accounts;
    private final Transactions transactions;

    FirstPasswords(Pool pool, Passwords passwords, LinkedAccounts accounts, Transactions transactions) {
        this.pool = pool;
        this.passwords = passwords;
        this.accounts = accounts;
        this.transactions = transactions;
    }

    /**
     * Gives somebody who has no password one, as another way to sign in.
     *
     * @return fails with 400 if there is a password, which then must be given too, or if the new one is not taken; with 409
     *     {@code EMAIL_REQUIRED} if there is no address to sign in with
     */
    Uni<Void> set(UUID userId, String password, Client client) {
        return pool.preparedQuery(PERSON)
                .execute(Tuple.of(userId))
                .map(rows -> candidate(rows, password))
                .chain(passwords::hash)
                .chain(hash ->
                        transactions.write(AuditActor.user(userId), () -> accounts.addPassword(userId, hash, client)));
    }

    private static NewPassword candidate(RowSet<Row> rows, String password) {
        var found = rows.iterator();
        if (!found.hasNext()) {
            throw new UnauthorizedException();
        }
        Row person = found.next();
        if (person.getBoolean("has_password")) {
            throw ProblemException.invalid("currentPassword", "must be given");
        }
        return new NewPassword("newPassword", password, List.of(person.getString("email"), person.getString("name")));
    }
}
