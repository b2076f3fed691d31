package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.encryption.FieldCipher;
import io.medianest.events.user.UserRegistered;
import io.medianest.persistence.event.Outbox;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Users as signing in with Plex needs them: known by their Plex id and by nothing else. Whoever has the same e-mail address
 * is somebody else. Every method takes part in the caller's transaction.
 */
@ApplicationScoped
public class PlexUsers {
    private final UserRepository repository;
    private final AccountRepository accounts;
    private final UserChanges changes;
    private final SecurityEvents securityEvents;
    private final FieldCipher cipher;
    private final Outbox outbox;

    PlexUsers(
            UserRepository repository,
            AccountRepository accounts,
            UserChanges changes,
            SecurityEvents securityEvents,
            FieldCipher cipher,
            Outbox outbox) {
        this.repository = repository;
        this.accounts = accounts;
        this.changes = changes;
        this.securityEvents = securityEvents;
        this.cipher = cipher;
        this.outbox = outbox;
    }

    /**
     * The user who has just proved to have a Plex account that may come in; what Plex says of the person is taken over.
     * Somebody new is made a USER, never more, be it the first one of all.
     *
     * @param token for plex.tv; stored encrypted
     * @param signUp whether somebody new is taken
     * @param client where the person is
     * @return the user, who may be suspended or deleted; fails with 403 {@code SIGN_UP_CLOSED}
     */
    public Uni<KnownUser> arrive(PlexProfile profile, String token, boolean signUp, Client client) {
        return repository.lockByPlexId(profile.id()).chain(user -> {
            if (user != null) {
                return user.isActive()
                        ? refresh(user, profile, token, client)
                        : Uni.createFrom().item(known(user));
            }
            if (!signUp) {
                throw new ProblemException(
                        403, "SIGN_UP_CLOSED", "Nobody signs up by themselves here; ask whoever runs this MediaNest.");
            }
            return register(profile, token, client);
        });
    }

    /** Stores a user's Plex account; the caller has locked the user. */
    Uni<Void> store(User user, PlexProfile profile, String token) {
        String sealed = cipher.encrypt(token, FieldCipher.place("users", "plex_token", user.id()));
        user.link(new PlexLink(profile, sealed));
        return accounts.put(
                user.id(),
                profile.id(),
                row -> cipher.encrypt(token, FieldCipher.place("accounts", "access_token", row)));
    }

    private Uni<KnownUser> register(PlexProfile profile, String token, Client client) {
        return freeEmail(profile)
                .map(email -> new User(new NewUser(email, profile.nameOrId(), Role.USER, false, false)))
                .chain(user -> {
                    if (profile.image() != null) {
                        user.showImage(profile.image());
                    }
                    return repository
                            .write(user)
                            .chain(() -> store(user, profile, token))
                            .chain(() -> outbox.append(
                                    new UserRegistered(user.id(), user.role().name(), "plex"), user::version))
                            .chain(() -> securityEvents.record(
                                    SecurityEvent.of(SecurityEventType.USER_CREATED, user.id(), client)
                                            .with("provider", "plex")))
                            .replaceWith(() -> known(user));
                });
    }

    /** A deleted user's address is free, since it is sealed away. */
    private Uni<String> freeEmail(PlexProfile profile) {
        String email = profile.email();
        return email == null
                ? Uni.createFrom().item(profile.placeholder())
                : repository.isEmailTaken(email).map(taken -> taken ? profile.placeholder() : email);
    }

    private Uni<KnownUser> refresh(User user, PlexProfile profile, String token, Client client) {
        UserChange change = new UserChange(user, user.id(), client);
        change.plexProfile(profile);
        return movesWithPlex(user, profile)
                .invoke(moves -> change.emailOfPlex(moves ? profile.email() : null))
                .chain(() -> store(user, profile, token))
                .chain(() -> repository.hasPassword(user.id()))
                .invoke(hasPassword -> {
                    // Without a password there is none to be changed.
                    if (!hasPassword) {
                        change.requirePasswordChange(false);
                    }
                })
                .chain(() -> changes.write(change))
                .replaceWith(() -> known(user));
    }

    /** An address that was proved, or that somebody signs in with, is not for Plex to change. */
    private Uni<Boolean> movesWithPlex(User user, PlexProfile profile) {
        String email = profile.email();
        if (email == null || user.isEmailVerified() || email.equalsIgnoreCase(user.email())) {
            return Uni.createFrom().item(false);
        }
        return repository.isEmailTaken(email).chain(taken -> {
            if (taken || user.hasPlaceholder()) {
                return Uni.createFrom().item(!taken);
            }
            return repository.hasPassword(user.id()).map(hasPassword -> !hasPassword);
        });
    }

    private static KnownUser known(User user) {
        return new KnownUser(user.id(), user.status(), user.requiresPasswordChange());
    }
}
