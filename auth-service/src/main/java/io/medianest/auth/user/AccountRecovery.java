package io.medianest.auth.user;

import io.medianest.auth.apikey.ApiKeys;
import io.medianest.auth.client.Client;
import io.medianest.auth.password.HashedPassword;
import io.medianest.auth.password.LocalCredentials;
import io.medianest.auth.password.Passwords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an account comes back to its owner. Every method takes part in the caller's transaction. */
@ApplicationScoped
public class AccountRecovery {
    private final UserRepository repository;
    private final UserChanges changes;
    private final LocalCredentials credentials;
    private final ApiKeys apiKeys;
    private final Passwords passwords;

    AccountRecovery(
            UserRepository repository,
            UserChanges changes,
            LocalCredentials credentials,
            ApiKeys apiKeys,
            Passwords passwords) {
        this.repository = repository;
        this.changes = changes;
        this.credentials = credentials;
        this.apiKeys = apiKeys;
        this.passwords = passwords;
    }

    /**
     * An account that was locked.
     *
     * @param email the address of its owner
     * @param hasPassword whether its owner needs another password to come back
     */
    public record Locked(String email, boolean hasPassword) {}

    /**
     * Replaces a forgotten password and ends every sign-in.
     *
     * @param password the new one
     * @param provenEmail where the mail was read that allows it
     * @return false if the user may not sign in, or has no password
     */
    public Uni<Boolean> resetPassword(UUID userId, HashedPassword password, String provenEmail, Client client) {
        return repository.lock(userId).chain(user -> {
            if (user == null || !user.isActive()) {
                return Uni.createFrom().item(false);
            }
            return credentials.replace(userId, password).call(replaced -> {
                UserChange change = new UserChange(user, userId, client);
                if (replaced) {
                    change.resetPassword(provenEmail);
                }
                return changes.write(change);
            });
        });
    }

    /** Has somebody choose another password at the next sign-in, on behalf of an ADMIN; every sign-in ends. */
    public Uni<Void> demandPasswordChange(UUID userId, UUID admin) {
        return repository.lock(userId).chain(user -> {
            if (user == null) {
                return Uni.createFrom().voidItem();
            }
            UserChange change = new UserChange(user, admin, Client.NONE);
            change.requirePasswordChange(true);
            return changes.write(change).replaceWithVoid();
        });
    }

    /**
     * Ends every sign-in and API key of an account that somebody else is in. Its password is good for nothing from then on.
     *
     * @param formerEmail the address that the account goes back to; null if it keeps its own
     * @return null if the account cannot be signed in to anyway
     */
    public Uni<@Nullable Locked> lockOut(UUID userId, @Nullable String formerEmail, Client client) {
        return repository.lock(userId).chain(user -> {
            if (user == null || !user.isActive()) {
                return Uni.createFrom().nullItem();
            }
            UserChange change = new UserChange(user, userId, client);
            change.lockOut(formerEmail);
            return credentials
                    .replace(userId, new HashedPassword(passwords.unknowable(), false))
                    .call(() -> changes.write(change))
                    .call(() -> apiKeys.endAll(userId))
                    .map(hasPassword -> new Locked(user.email(), hasPassword));
        });
    }
}
