package io.medianest.auth.user;

import io.medianest.auth.password.NewPassword;
import io.medianest.auth.password.Passwords;
import io.medianest.persistence.idempotency.Idempotency;
import io.medianest.persistence.idempotency.IdempotentCall;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Making users on behalf of an ADMIN. */
@ApplicationScoped
class UserCreation {
    private final Users users;
    private final Passwords passwords;
    private final Idempotency idempotency;
    private final Transactions transactions;

    UserCreation(Users users, Passwords passwords, Idempotency idempotency, Transactions transactions) {
        this.users = users;
        this.passwords = passwords;
        this.idempotency = idempotency;
        this.transactions = transactions;
    }

    /**
     * Makes a user.
     *
     * @param key under which the same call gets the same answer again
     * @return the user; fails with 409 {@code EMAIL_TAKEN} if somebody has that address, 400 if the password is not taken
     */
    Uni<Answer<UserView>> create(UUID admin, IdempotencyKey key, CreateUser request) {
        IdempotentCall<UserView> call = IdempotentCall.of(admin, key, "create-user", request, UserView.class);
        NewPassword password = new NewPassword("password", request.password(), request.context());
        return idempotency.answered(
                call,
                () -> passwords
                        .hash(password)
                        .chain(hash -> transactions.write(
                                AuditActor.user(admin),
                                () -> idempotency.record(
                                        call,
                                        () -> users.create(request.user(), hash, admin)
                                                .map(UserAnswers::created)))));
    }
}
