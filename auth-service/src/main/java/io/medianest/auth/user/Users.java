package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceSessions;
import io.medianest.auth.password.HashedPassword;
import io.medianest.auth.password.LocalCredentials;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.events.user.UserRegistered;
import io.medianest.persistence.event.Outbox;
import io.medianest.persistence.problem.Constraint;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users as signing in and setting up need them. Every method takes part in the caller's transaction. */
@ApplicationScoped
public class Users {
    private final UserRepository repository;
    private final LocalCredentials credentials;
    private final DeviceSessions sessions;
    private final SecurityEvents securityEvents;
    private final Outbox outbox;

    Users(
            UserRepository repository,
            LocalCredentials credentials,
            DeviceSessions sessions,
            SecurityEvents securityEvents,
            Outbox outbox) {
        this.repository = repository;
        this.credentials = credentials;
        this.sessions = sessions;
        this.securityEvents = securityEvents;
        this.outbox = outbox;
    }

    /**
     * Makes a user who signs in with a password.
     *
     * @param passwordHash as a PHC string
     * @return the user; fails with 409 {@code EMAIL_TAKEN} if somebody has that address
     */
    public Uni<UserView> register(NewUser newUser, String passwordHash) {
        return add(newUser, passwordHash).map(User::view);
    }

    /** The same on behalf of an ADMIN. */
    Uni<VersionedUser> create(NewUser newUser, String passwordHash, UUID admin) {
        return add(newUser, passwordHash)
                .call(user ->
                        securityEvents.record(SecurityEvent.of(SecurityEventType.USER_CREATED, user.id(), Client.NONE)
                                .with("by", admin.toString())))
                .map(user -> new VersionedUser(user.view(), user.version()));
    }

    private Uni<User> add(NewUser newUser, String passwordHash) {
        return repository
                .write(new User(newUser))
                .onFailure(Constraint.violated("users_email_key"))
                .transform(violation -> emailTaken())
                .call(user -> credentials.add(user.id(), passwordHash))
                .call(user ->
                        outbox.append(new UserRegistered(user.id(), user.role().name(), "local"), user::version));
    }

    /**
     * Lets a user in, who has just proved to be it. Nobody can suspend the user between this and the end of the
     * transaction.
     *
     * @return the user; null if the user may not sign in, or not any more
     */
    public Uni<@Nullable Member> admit(UUID userId) {
        return repository.lock(userId).map(user -> {
            if (user == null || !maySignIn(user)) {
                return null;
            }
            user.signedIn();
            return member(user);
        });
    }

    /**
     * The user of a session that goes on.
     *
     * @return null if the user may not be signed in any more
     */
    public Uni<@Nullable Member> find(UUID userId) {
        return repository.findById(userId).map(user -> user == null || !maySignIn(user) ? null : member(user));
    }

    /**
     * Gives a user another password, and ends every sign-in but one.
     *
     * @param oldHash the one that was proved
     * @param taken the new one
     * @param except the device that may go on; null for none
     * @return whether the old password was still the user's; if not nothing is changed
     */
    public Uni<Boolean> changePassword(UUID userId, String oldHash, HashedPassword taken, @Nullable UUID except) {
        return repository.lock(userId).chain(user -> {
            if (user == null || !user.isActive()) {
                return Uni.createFrom().item(false);
            }
            return credentials.change(userId, oldHash, taken).call(changed -> {
                if (!changed) {
                    return Uni.createFrom().voidItem();
                }
                user.require(false);
                return sessions.endAll(userId, user.raiseSessionVersion(), except);
            });
        });
    }

    /**
     * Ends every sign-in of a user.
     *
     * @param actor who wants it, the user or an ADMIN
     * @param client where the user is; {@link Client#NONE} for an ADMIN
     * @return fails with 404 if there is no such user
     */
    public Uni<Void> endSessions(UUID userId, UUID actor, Client client) {
        return repository.lock(userId).chain(user -> {
            if (user == null) {
                throw ProblemException.notFound("user");
            }
            return sessions.endAll(userId, user.raiseSessionVersion(), null)
                    .chain(() -> securityEvents.record(
                            SecurityEvent.of(SecurityEventType.SIGNED_OUT_EVERYWHERE, userId, client)
                                    .with("by", actor.toString())));
        });
    }

    static ProblemException emailTaken() {
        return ProblemException.conflict("EMAIL_TAKEN", "Somebody has this address already; take another one.");
    }

    private static boolean maySignIn(User user) {
        return user.isActive() && !user.requiresPasswordChange();
    }

    private static Member member(User user) {
        return new Member(user.view(), user.sessionVersion());
    }
}
