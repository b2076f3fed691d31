package io.medianest.auth.user;

import io.medianest.auth.apikey.ApiKeys;
import io.medianest.auth.device.DeviceSessions;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.persistence.event.Outbox;
import io.medianest.persistence.problem.Constraint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Writes changes of users, with everything that must happen in the same transaction. */
@ApplicationScoped
class UserChanges {
    private final UserRepository repository;
    private final DeviceSessions sessions;
    private final ApiKeys apiKeys;
    private final Outbox outbox;
    private final SecurityEvents securityEvents;

    UserChanges(
            UserRepository repository,
            DeviceSessions sessions,
            ApiKeys apiKeys,
            Outbox outbox,
            SecurityEvents securityEvents) {
        this.repository = repository;
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.outbox = outbox;
        this.securityEvents = securityEvents;
    }

    /**
     * Writes a change: the user, the sign-ins, the events.
     *
     * @return the user as written; fails with 409 {@code EMAIL_TAKEN} if somebody has the new address
     */
    Uni<VersionedUser> write(UserChange change) {
        User user = change.user();
        return renewOrEnd(change)
                .chain(() -> user.isActive() ? Uni.createFrom().voidItem() : apiKeys.endAll(user.id()))
                .chain(() -> repository.write(user))
                .onFailure(Constraint.violated("users_email_key"))
                .transform(violation -> Users.emailTaken())
                .chain(() -> inTurn(change.events(), event -> outbox.append(event, user::version)))
                .chain(() -> inTurn(change.securityEvents(), securityEvents::record))
                .replaceWith(() -> new VersionedUser(user.view(), user.version()));
    }

    private Uni<Void> renewOrEnd(UserChange change) {
        User user = change.user();
        return switch (change.sessions()) {
            case KEEP -> Uni.createFrom().voidItem();
            case RENEW -> sessions.renewAll(user.id(), user.raiseSessionVersion());
            case END -> sessions.endAll(user.id(), user.raiseSessionVersion(), null);
        };
    }

    /** One after the other, as a session demands. */
    private static <T> Uni<Void> inTurn(List<? extends T> items, Function<T, Uni<Void>> work) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (T item : items) {
            done = done.chain(() -> work.apply(item));
        }
        return done;
    }
}
