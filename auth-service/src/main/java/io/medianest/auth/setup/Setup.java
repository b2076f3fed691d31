package io.medianest.auth.setup;

import io.medianest.auth.client.Client;
import io.medianest.auth.password.NewPassword;
import io.medianest.auth.password.Passwords;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.auth.user.NewUser;
import io.medianest.auth.user.UserView;
import io.medianest.auth.user.Users;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the first ADMIN, once. */
@ApplicationScoped
class Setup {
    private static final AuditActor ACTOR = AuditActor.service("auth-service");

    private final SetupTokens tokens;
    private final Passwords passwords;
    private final Users users;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    Setup(
            SetupTokens tokens,
            Passwords passwords,
            Users users,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.tokens = tokens;
        this.passwords = passwords;
        this.users = users;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /**
     * Makes the first ADMIN.
     *
     * @param client where the request came from
     * @return the ADMIN; fails with 409 {@code ALREADY_SET_UP} if there is one, with 403 {@code INVALID_SETUP_TOKEN}, or
     *     with 400 if the password is not taken, which leaves the token as it is
     */
    Uni<UserView> setUp(SetupRequest request, Client client) {
        NewPassword password = new NewPassword("password", request.password(), request.context());
        // Looked at first, so that nobody without the token has passwords hashed.
        return transactions
                .read(() -> tokens.check(request.setupToken()))
                .chain(valid -> valid ? passwords.hash(password) : refuse(client))
                .chain(hash -> transactions.write(ACTOR, () -> make(request, hash, client)))
                .invoke(tokens::forget);
    }

    private Uni<UserView> make(SetupRequest request, String hash, Client client) {
        // Whoever holds the setup token owns this installation, and is believed about the address too.
        NewUser admin = new NewUser(request.email(), request.name(), Role.ADMIN, false, true);
        return tokens.useUp(request.setupToken())
                .chain(() -> users.register(admin, hash))
                .call(user -> tokens.usedBy(user.id()))
                .call(user ->
                        securityEvents.record(SecurityEvent.of(SecurityEventType.SETUP_COMPLETED, user.id(), client)));
    }

    private Uni<String> refuse(Client client) {
        return securityEvents
                .record(SecurityEvent.of(SecurityEventType.SETUP_REFUSED, null, client))
                .chain(() -> Uni.createFrom()
                        .failure(new ProblemException(
                                403, "INVALID_SETUP_TOKEN", "This is not the setup token of this installation.")));
    }
}
