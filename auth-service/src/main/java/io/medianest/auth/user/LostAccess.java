package io.medianest.auth.user;

import io.medianest.auth.client.Client;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What is done, on nobody's behalf, when a Plex account turns out not to be what it was. */
@ApplicationScoped
public class LostAccess {
    private static final Logger LOG = Logger.getLogger(LostAccess.class);
    private static final AuditActor ACTOR = AuditActor.service("auth-service");

    private final UserRepository repository;
    private final AccountRepository accounts;
    private final UserChanges changes;
    private final Transactions transactions;

    LostAccess(UserRepository repository, AccountRepository accounts, UserChanges changes, Transactions transactions) {
        this.repository = repository;
        this.accounts = accounts;
        this.changes = changes;
        this.transactions = transactions;
    }

    /**
     * Suspends somebody who cannot reach the household's server any more, until an ADMIN reactivates the account. The last
     * active ADMIN and whoever set this installation up are left alone.
     *
     * @return whether the user is suspended now and was not before
     */
    public Uni<Boolean> suspend(UUID userId) {
        return transactions.write(
                ACTOR,
                () -> repository
                        .lockActiveAdmins()
                        .chain(admins -> repository.lock(userId).chain(user -> {
                            if (user == null || !user.isActive() || admins.equals(List.of(userId))) {
                                return Uni.createFrom().item(false);
                            }
                            return repository.hasSetUp(userId).chain(owner -> owner ? leave(userId) : suspend(user));
                        })));
    }

    /**
     * plex.tv does not take somebody's token any more: it is of no use. Whoever has no other way to sign in must sign in
     * again, which looks at the access too.
     *
     * @param member as it was looked at; if the person has signed in meanwhile nothing is changed
     */
    public Uni<Void> tokenRejected(PlexMember member) {
        return transactions.write(
                ACTOR,
                () -> repository.lock(member.id()).chain(user -> {
                    PlexLink link = user == null ? null : user.plex();
                    if (user == null || link == null || !link.holds(member.sealedToken())) {
                        return Uni.createFrom().voidItem();
                    }
                    link.reject(Instant.now().truncatedTo(ChronoUnit.MICROS));
                    UserChange change = new UserChange(user, ACTOR, Client.NONE);
                    return accounts.forgetToken(user.id())
                            .chain(() -> accounts.providers(user.id()))
                            .invoke(ways -> {
                                if (ways.size() == 1) {
                                    change.endSessions("plex-token-rejected");
                                }
                            })
                            .chain(() -> changes.write(change))
                            .replaceWithVoid();
                }));
    }

    private Uni<Boolean> suspend(User user) {
        UserChange change = new UserChange(user, ACTOR, Client.NONE);
        change.suspend("plex-access-lost");
        return changes.write(change).replaceWith(true);
    }

    private static Uni<Boolean> leave(UUID owner) {
        LOG.warnf("The owner of this installation, %s, cannot reach the Plex server; look at its configuration", owner);
        return Uni.createFrom().item(false);
    }
}
