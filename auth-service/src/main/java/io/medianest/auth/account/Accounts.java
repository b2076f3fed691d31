package io.medianest.auth.account;

import io.medianest.auth.client.Client;
import io.medianest.auth.plex.PlexLinking;
import io.medianest.auth.user.LinkedAccounts;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** One's own ways to sign in. */
@ApplicationScoped
class Accounts {
    private final AccountQueries queries;
    private final PlexLinking plexLinking;
    private final LinkedAccounts linked;
    private final Transactions transactions;

    Accounts(AccountQueries queries, PlexLinking plexLinking, LinkedAccounts linked, Transactions transactions) {
        this.queries = queries;
        this.plexLinking = plexLinking;
        this.linked = linked;
        this.transactions = transactions;
    }

    Uni<List<AccountView>> list(Caller caller) {
        return queries.of(caller.userId());
    }

    /**
     * Links the Plex account that has approved a PIN.
     *
     * @param browser the cookie that came along
     * @return all ways afterwards; empty while nobody has approved the PIN. Fails as {@link PlexLinking#link} does
     */
    Uni<Optional<List<AccountView>>> linkPlex(
            Caller caller, LinkPlex request, Optional<String> browser, Client client) {
        return plexLinking
                .link(caller.userId(), request.pinId(), browser, client)
                .chain(done -> done
                        ? queries.of(caller.userId()).map(Optional::of)
                        : Uni.createFrom().item(Optional.<List<AccountView>>empty()));
    }

    /** Unlinks a way; fails as {@link LinkedAccounts#unlink} does. */
    Uni<Void> unlink(Caller caller, String provider, Client client) {
        return transactions.write(
                AuditActor.user(caller.userId()), () -> linked.unlink(caller.userId(), provider, client));
    }
}
