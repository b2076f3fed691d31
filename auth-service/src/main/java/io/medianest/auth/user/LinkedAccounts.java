package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.auth.password.LocalCredentials;
import io.medianest.persistence.problem.Constraint;
import io.medianest.runtime.problem.ProblemException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Linking and unlinking ways to sign in. Who somebody is at Plex is told by the Plex id, never by an address. Every method
 * takes part in the caller's transaction.
 */
@ApplicationScoped
public class LinkedAccounts {
    private static final String PLEX = "plex";
    private static final String LOCAL = "local";

    private final UserRepository repository;
    private final AccountRepository accounts;
    private final PlexUsers plexUsers;
    private final LocalCredentials credentials;
    private final UserChanges changes;

    LinkedAccounts(
            UserRepository repository,
            AccountRepository accounts,
            PlexUsers plexUsers,
            LocalCredentials credentials,
            UserChanges changes) {
        this.repository = repository;
        this.accounts = accounts;
        this.plexUsers = plexUsers;
        this.credentials = credentials;
        this.changes = changes;
    }

    /**
     * Links the Plex account that somebody has just proved to have; again, it only renews what is known of it.
     *
     * @param token for plex.tv
     * @return fails with 409 {@code PLEX_LINKED_ELSEWHERE} if somebody else has that account, deleted people included, or
     *     {@code ANOTHER_PLEX_LINKED} if the user has another one
     */
    public Uni<Void> linkPlex(UUID userId, PlexProfile profile, String token, Client client) {
        return locked(userId)
                .chain(user -> {
                    PlexLink link = user.plex();
                    if (link != null && !link.id().equals(profile.id())) {
                        throw ProblemException.conflict(
                                "ANOTHER_PLEX_LINKED",
                                "Another Plex account is linked already; unlink that one first.");
                    }
                    UserChange change = new UserChange(user, userId, client);
                    if (link == null) {
                        change.linked(PLEX);
                    }
                    change.plexProfile(profile);
                    return plexUsers.store(user, profile, token).chain(() -> changes.write(change));
                })
                .onFailure(Constraint.violated("users_plex_id_key")
                        .or(Constraint.violated("accounts_provider_provider_account_id_key")))
                .transform(violation ->
                        ProblemException.conflict("PLEX_LINKED_ELSEWHERE", "Somebody else here has this Plex account."))
                .replaceWithVoid();
    }

    /**
     * Gives somebody who signs in otherwise a password too.
     *
     * @param hash as a PHC string
     * @return fails with 409 {@code PASSWORD_SET} if there is one, with 409 {@code EMAIL_REQUIRED} if there is no address
     *     to sign in with
     */
    public Uni<Void> addPassword(UUID userId, String hash, Client client) {
        return locked(userId)
                .chain(user -> accounts.providers(userId).chain(ways -> {
                    if (ways.contains(LOCAL)) {
                        throw ProblemException.conflict("PASSWORD_SET", "There is a password already; change it.");
                    }
                    if (user.hasPlaceholder()) {
                        throw ProblemException.conflict(
                                "EMAIL_REQUIRED", "A password is used with an address; enter yours first.");
                    }
                    UserChange change = new UserChange(user, userId, client);
                    change.linked(LOCAL);
                    return credentials.add(userId, hash).chain(() -> changes.write(change));
                }))
                .replaceWithVoid();
    }

    /**
     * Unlinks a way to sign in.
     *
     * @return fails with 404 if it is not linked, with 409 {@code LAST_ACCOUNT} if it is the last one
     */
    public Uni<Void> unlink(UUID userId, String provider, Client client) {
        return locked(userId)
                .chain(user -> accounts.providers(userId).chain(ways -> {
                    checkMayGo(ways, provider);
                    UserChange change = new UserChange(user, userId, client);
                    change.unlinked(provider);
                    Uni<Void> removal = switch (provider) {
                        case PLEX -> accounts.remove(userId, provider).invoke(user::unlinkPlex);
                        case LOCAL -> accounts.remove(userId, provider).chain(() -> credentials.remove(userId));
                        default -> accounts.remove(userId, provider);
                    };
                    return removal.chain(() -> changes.write(change));
                }))
                .replaceWithVoid();
    }

    private Uni<User> locked(UUID userId) {
        return repository.lock(userId).map((Function<User, User>) user -> {
            if (user == null || !user.isActive()) {
                throw new UnauthorizedException();
            }
            return user;
        });
    }

    private static void checkMayGo(List<String> ways, String provider) {
        if (!ways.contains(provider)) {
            throw ProblemException.notFound("linked account");
        }
        if (ways.size() == 1) {
            throw ProblemException.conflict(
                    "LAST_ACCOUNT", "This is the only way to sign in; link another one, or set a password, first.");
        }
    }
}
