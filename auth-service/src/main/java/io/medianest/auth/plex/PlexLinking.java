package io.medianest.auth.plex;

import io.medianest.auth.client.Client;
import io.medianest.auth.user.LinkedAccounts;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Linking a Plex account with the account of somebody who is signed in. */
@ApplicationScoped
public class PlexLinking {
    private final PlexPins pins;
    private final PinLooks looks;
    private final PlexArrivals arrivals;
    private final LinkedAccounts accounts;
    private final Transactions transactions;

    PlexLinking(
            PlexPins pins, PinLooks looks, PlexArrivals arrivals, LinkedAccounts accounts, Transactions transactions) {
        this.pins = pins;
        this.looks = looks;
        this.arrivals = arrivals;
        this.accounts = accounts;
        this.transactions = transactions;
    }

    /**
     * Links the Plex account that has approved a PIN. Only a PIN that the same person has started while signed in: nobody
     * can be made to link somebody else's.
     *
     * @param browser the cookie that came along
     * @return whether it is done; false while nobody has approved the PIN. Fails with 410 {@code PIN_EXPIRED}, with 403
     *     {@code OTHER_PERSON}, {@code OTHER_BROWSER} or {@code NO_SERVER_ACCESS}, as {@link LinkedAccounts#linkPlex} does,
     *     or with 503 while Plex cannot be asked
     */
    public Uni<Boolean> link(UUID userId, String pinId, Optional<String> browser, Client client) {
        return pins.find(pinId, browser).chain(pin -> {
            if (!userId.equals(pin.startedBy())) {
                throw new ProblemException(
                        403, "OTHER_PERSON", "Only whoever has started this PIN while signed in can link by it.");
            }
            return looks.look(pin)
                    .chain(found -> found.map(proof -> link(userId, pin, proof, client))
                            .orElseGet(() -> Uni.createFrom().item(false)));
        });
    }

    private Uni<Boolean> link(UUID userId, PlexPin pin, PlexProof proof, Client client) {
        if (proof.access() != PlexAccess.GRANTED) {
            throw PlexProblems.noAccess();
        }
        return transactions
                .write(
                        AuditActor.user(userId),
                        () -> arrivals.use(pin)
                                .chain(() -> accounts.linkPlex(userId, proof.profile(), proof.token(), client)))
                .replaceWith(true);
    }
}
