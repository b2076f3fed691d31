package io.medianest.auth.plex;

import io.medianest.auth.client.Client;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.auth.user.KnownUser;
import io.medianest.auth.user.PlexUsers;
import io.medianest.persistence.problem.Constraint;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;

/** What becomes of an approved PIN: it is used up, once, and whoever approved it is known from then on, or turned away. */
@ApplicationScoped
class PlexArrivals {
    private static final AuditActor ACTOR = AuditActor.service("auth-service");
    /** Two who are the same person, or have the same address, and arrive for the first time at the same moment. */
    private static final Predicate<Throwable> SOMEBODY_WAS_FASTER =
            Constraint.violated("users_plex_id_key").or(Constraint.violated("users_email_key"));

    private final PlexPinRepository pins;
    private final PlexUsers users;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;
    private final PlexConfig config;

    PlexArrivals(
            PlexPinRepository pins,
            PlexUsers users,
            SecurityEvents securityEvents,
            Transactions transactions,
            PlexConfig config) {
        this.pins = pins;
        this.users = users;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
        this.config = config;
    }

    /**
     * Uses the PIN up.
     *
     * @return the user; fails with 410 {@code PIN_EXPIRED} if the PIN was used meanwhile, or with 403
     *     {@code NO_SERVER_ACCESS} or {@code SIGN_UP_CLOSED}
     */
    Uni<KnownUser> arrive(PlexPin pin, PlexProof proof, Client client) {
        return Uni.createFrom()
                .deferred(() -> transactions.write(ACTOR, () -> use(pin).chain(() -> welcome(proof, client))))
                .onFailure(SOMEBODY_WAS_FASTER)
                .retry()
                .atMost(2)
                // Only here, after the commit: a PIN without access is used up too.
                .map(user -> user.orElseThrow(PlexProblems::noAccess));
    }

    /** Uses the PIN up in the running transaction; fails with 410 if somebody else did. */
    Uni<Void> use(PlexPin pin) {
        return pins.useUp(pin.id())
                .invoke(used -> {
                    if (!used) {
                        throw PlexProblems.expired();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Optional<KnownUser>> welcome(PlexProof proof, Client client) {
        if (proof.access() == PlexAccess.GRANTED) {
            return users.arrive(proof.profile(), proof.token(), config.signUp(), client)
                    .map(Optional::of);
        }
        return securityEvents
                .record(SecurityEvent.of(SecurityEventType.SIGN_IN_FAILED, null, client)
                        .with("reason", "no-server-access"))
                .replaceWith(Optional.empty());
    }
}
