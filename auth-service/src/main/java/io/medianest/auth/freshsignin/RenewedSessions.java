package io.medianest.auth.freshsignin;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceProofs;
import io.medianest.auth.device.DeviceProofs.Kind;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.auth.token.AccessGrant;
import io.medianest.auth.token.AccessTokens;
import io.medianest.auth.user.Member;
import io.medianest.auth.user.Users;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.security.Caller;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Sign-ins that go on as if they had just begun. */
@ApplicationScoped
class RenewedSessions {
    private static final String BEARER = "Bearer";

    private final DeviceProofs devices;
    private final Users users;
    private final AccessTokens accessTokens;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    RenewedSessions(
            DeviceProofs devices,
            Users users,
            AccessTokens accessTokens,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.devices = devices;
        this.users = users;
        this.accessTokens = accessTokens;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /** Notes that the caller has just proved who they are; fails with 401 if the sign-in has ended meanwhile. */
    Uni<FreshSignInAnswer> renew(Caller caller, Client client) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return transactions.write(
                AuditActor.user(caller.userId()),
                () -> devices.note(caller.userId(), caller.sessionId(), now)
                        .chain(kind -> users.find(caller.userId()).map(member -> {
                            if (kind == Kind.ENDED || member == null) {
                                throw new UnauthorizedException();
                            }
                            return answer(caller, member, kind, now);
                        }))
                        .call(() -> securityEvents.record(
                                SecurityEvent.of(SecurityEventType.SIGNED_IN_AGAIN, caller.userId(), client)
                                        .at(caller.sessionId()))));
    }

    /** A browser never sees a token. */
    private FreshSignInAnswer answer(Caller caller, Member member, Kind kind, Instant now) {
        String token =
                kind == Kind.BROWSER ? null : accessTokens.sign(AccessGrant.ofSession(member, caller.sessionId(), now));
        return new FreshSignInAnswer(token, BEARER, accessTokens.lifetime().toSeconds());
    }
}
