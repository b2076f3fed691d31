package io.medianest.auth.signin;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceSessions;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.auth.user.Users;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Signing out. */
@ApplicationScoped
class SignOuts {
    private final DeviceSessions sessions;
    private final Users users;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    SignOuts(DeviceSessions sessions, Users users, SecurityEvents securityEvents, Transactions transactions) {
        this.sessions = sessions;
        this.users = users;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /** Ends the sign-in that the caller's token belongs to; does nothing if it has ended. */
    Uni<Void> signOut(Caller caller, Client client) {
        return transactions.write(
                AuditActor.user(caller.userId()),
                () -> sessions.end(caller.userId(), caller.sessionId())
                        .chain(ended -> ended
                                ? securityEvents.record(
                                        SecurityEvent.of(SecurityEventType.SIGNED_OUT, caller.userId(), client)
                                                .at(caller.sessionId()))
                                : Uni.createFrom().voidItem()));
    }

    /** Ends every sign-in of the caller. */
    Uni<Void> signOutEverywhere(Caller caller, Client client) {
        return transactions.write(
                AuditActor.user(caller.userId()), () -> users.endSessions(caller.userId(), caller.userId(), client));
    }
}
