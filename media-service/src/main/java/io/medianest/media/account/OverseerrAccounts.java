package io.medianest.media.account;

import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrUser;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Finds the Overseerr account on whose behalf a person's requests are sent: what an ADMIN chose, else the account with
 * the same Plex id, which is imported if it is missing, else the one with the person's verified address. Nobody ever
 * becomes the owner of Overseerr by an address.
 */
@ApplicationScoped
public class OverseerrAccounts {
    private static final Logger LOG = Logger.getLogger(OverseerrAccounts.class);
    private static final AuditActor SERVICE = AuditActor.service("media-service");
    private static final int PAGE = 100;
    private static final int MAX_USERS = 10_000;
    private static final String PERSON = """
            select u.id, u.plex_id, u.email, o.overseerr_user_id, o.matched_by
            from auth.user_directory_media u left join overseerr_users o on o.user_id = u.id
            where u.id = $1
            """;

    private static final String PERSON_OF = """
            select u.id, u.plex_id is not distinct from $1::varchar and $1::varchar is not null as by_plex
            from auth.user_directory_media u
            where u.status = 'active' and (u.plex_id = $1::varchar
              or u.id in (select o.user_id from overseerr_users o where o.overseerr_user_id = $2))
            order by by_plex desc limit 3
            """;

    private final Pool pool;
    private final Transactions transactions;
    private final AccountRepository repository;
    private final OverseerrClient overseerr;

    OverseerrAccounts(Pool pool, Transactions transactions, AccountRepository repository, OverseerrClient overseerr) {
        this.pool = pool;
        this.transactions = transactions;
        this.repository = repository;
        this.overseerr = overseerr;
    }

    /**
     * The number of the person's account in Overseerr.
     *
     * @return fails with {@link NoAccountException} if there is none
     */
    public Uni<Integer> of(UUID userId) {
        return person(userId)
                .chain(person -> person.account() != null
                        ? Uni.createFrom().item(person.account())
                        : find(person).chain(match -> remember(person, match)));
    }

    /**
     * Who somebody of Overseerr is here: whoever has the same Plex account, else whose requests are sent with that account,
     * if that is one person.
     */
    public Uni<Optional<UUID>> personOf(OverseerrUser user) {
        return pool.preparedQuery(PERSON_OF)
                .execute(Tuple.of(user.plexId(), user.id()))
                .map(rows -> {
                    List<UUID> found = new ArrayList<>();
                    for (Row row : rows) {
                        if (row.getBoolean("by_plex")) {
                            return Optional.of(row.getUUID("id"));
                        }
                        found.add(row.getUUID("id"));
                    }
                    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
                });
    }

    /**
     * Overseerr does not know the account that was remembered.
     *
     * @return whether another look may find one; fails with {@link NoAccountException} if an ADMIN has to choose anew
     */
    public Uni<Void> forget(UUID userId) {
        return transactions
                .write(SERVICE, () -> repository.remove(userId, false))
                .invoke(forgotten -> {
                    if (!forgotten) {
                        throw new NoAccountException(
                                "The Overseerr account that an ADMIN chose for this person does not exist"
                                        + " there; choose another one, then retry.");
                    }
                })
                .replaceWithVoid();
    }

    /** All of Overseerr's people. */
    Uni<List<OverseerrUser>> all() {
        return users(new ArrayList<>());
    }

    /** What is chosen or found for somebody; 404 if nobody has that id. */
    Uni<AccountView> view(UUID userId) {
        return person(userId)
                .onFailure(NoAccountException.class)
                .transform(nobody -> ProblemException.notFound("user"))
                .map(person -> new AccountView(person.id(), person.account(), person.matchedBy()));
    }

    /** Has somebody's requests sent with that account; 404 if nobody has that id. */
    Uni<Void> choose(UUID admin, UUID userId, int account) {
        return view(userId)
                .chain(known -> transactions.write(
                        AuditActor.user(admin), () -> repository.save(known.userId(), account, "admin")));
    }

    /** Forgets what was chosen or found for somebody. */
    Uni<Void> unset(UUID admin, UUID userId) {
        return transactions
                .write(AuditActor.user(admin), () -> repository.remove(userId, true))
                .replaceWithVoid();
    }

    private Uni<Person> person(UUID userId) {
        return pool.preparedQuery(PERSON)
                .execute(Tuple.of(userId))
                .map(rows -> person(rows)
                        .orElseThrow(() -> new NoAccountException("Whoever asked for this is not here any more.")));
    }

    private static Optional<Person> person(RowSet<Row> rows) {
        Person person = null;
        for (Row row : rows) {
            person = new Person(
                    row.getUUID("id"),
                    row.getString("plex_id"),
                    row.getString("email"),
                    row.getInteger("overseerr_user_id"),
                    row.getString("matched_by"));
        }
        return Optional.ofNullable(person);
    }

    private Uni<AccountMatch> find(Person person) {
        return users(new ArrayList<>())
                .chain(users -> AccountMatch.byPlex(person, users)
                        .map(match -> Uni.createFrom().item(match))
                        .orElseGet(() -> imported(person, users)));
    }

    private Uni<List<OverseerrUser>> users(List<OverseerrUser> known) {
        return overseerr.users(PAGE, known.size()).chain(page -> {
            known.addAll(page);
            boolean more = page.size() == PAGE && known.size() < MAX_USERS;
            return more ? users(known) : Uni.createFrom().item(known);
        });
    }

    private Uni<AccountMatch> imported(Person person, List<OverseerrUser> users) {
        if (person.plexId() == null) {
            return Uni.createFrom().item(() -> byEmail(person, users));
        }
        return overseerr
                .importFromPlex(person.plexId())
                .onFailure(OverseerrRefusedException.class)
                .recoverWithItem(failure -> {
                    LOG.infof("Overseerr did not import a Plex account: %s", failure.getMessage());
                    return List.of();
                })
                // The answer does not tell the Plex ids of those it added; the list does.
                .chain(() -> users(new ArrayList<>()))
                .map(now -> AccountMatch.byPlex(person, now).orElseGet(() -> byEmail(person, now)));
    }

    private static AccountMatch byEmail(Person person, List<OverseerrUser> users) {
        return AccountMatch.byEmail(person, users)
                .orElseThrow(() -> new NoAccountException("This person has no account in Overseerr: sign in with Plex,"
                        + " verify the e-mail address used there, or have an ADMIN choose an account; then retry."));
    }

    private Uni<Integer> remember(Person person, AccountMatch match) {
        LOG.infof("User %s asks Overseerr as its user %d, by %s", person.id(), match.account(), match.matchedBy());
        return transactions
                .write(SERVICE, () -> repository.save(person.id(), match.account(), match.matchedBy()))
                .replaceWith(match.account());
    }
}
