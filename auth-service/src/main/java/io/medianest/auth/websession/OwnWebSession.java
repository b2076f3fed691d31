package io.medianest.auth.websession;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceSessions;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.auth.user.Member;
import io.medianest.auth.user.UserView;
import io.medianest.auth.user.Users;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The session of the browser that asks. */
@ApplicationScoped
class OwnWebSession {
    private final WebSessionRepository repository;
    private final DeviceSessions devices;
    private final Users users;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    OwnWebSession(
            WebSessionRepository repository,
            DeviceSessions devices,
            Users users,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.repository = repository;
        this.devices = devices;
        this.users = users;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /** Who is signed in; fails with 404 if what asks is not a browser but a device with tokens of its own. */
    Uni<UserView> user(Caller caller) {
        return transactions.read(() -> requireBrowser(caller)
                .chain(() -> users.find(caller.userId()))
                .onItem()
                .ifNull()
                .failWith(UnauthorizedException::new)
                .map(Member::view));
    }

    /** Ends the session; fails as {@link #user} does. */
    Uni<Void> end(Caller caller, Client client) {
        return transactions.write(
                AuditActor.user(caller.userId()), () -> requireBrowser(caller).chain(() -> signOut(caller, client)));
    }

    /** Ends the session that a browser has had before it signed in anew; does nothing to a device's. */
    Uni<Void> endPrevious(Caller previous, Client client) {
        return transactions.write(
                AuditActor.user(previous.userId()),
                () -> isBrowser(previous)
                        .chain(isBrowser -> isBrowser
                                ? signOut(previous, client)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> signOut(Caller caller, Client client) {
        return devices.end(caller.userId(), caller.sessionId())
                .chain(ended -> ended
                        ? securityEvents.record(SecurityEvent.of(SecurityEventType.SIGNED_OUT, caller.userId(), client)
                                .at(caller.sessionId()))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> requireBrowser(Caller caller) {
        return isBrowser(caller)
                .invoke(isBrowser -> {
                    if (!isBrowser) {
                        throw ProblemException.notFound("web session");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> isBrowser(Caller caller) {
        return repository.isBrowser(caller.userId(), caller.sessionId());
    }
}
