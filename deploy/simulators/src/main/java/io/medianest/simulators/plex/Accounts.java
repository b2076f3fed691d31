package io.medianest.simulators.plex;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts at plex.tv, and who may use the server. Safe for use by several threads. */
public final class Accounts {

    private final TreeMap<Integer, PlexAccount> accounts = new TreeMap<>();
    private final Map<Integer, String> filters = new HashMap<>();
    private int revocations;

    /** All accounts by id; the owner of the server was added first. */
    public synchronized List<PlexAccount> all() {
        return List.copyOf(accounts.values());
    }

    /** The account with this id. */
    public synchronized PlexAccount get(int id) {
        return Optional.ofNullable(accounts.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No Plex account " + id));
    }

    /** Adds somebody with whom these libraries are shared; with none, somebody without access to the server. */
    public PlexAccount add(int id, String username, String email, Set<String> sections) {
        return add(id, username, email, false, sections);
    }

    /** Shares exactly these libraries from now on; none ends the access. */
    public synchronized void share(int id, Set<String> sections) {
        accounts.put(id, get(id).withSections(sections));
    }

    /** From now on only what matches this filter is shared with the account, such as {@code contentRating=G}; or all. */
    public synchronized void restrict(int id, String filter) {
        filters.put(id, filter);
    }

    /** What restricts the films that are shared with the account; empty for nothing. */
    synchronized String filter(int id) {
        return filters.getOrDefault(id, "");
    }

    /** Signs the account out everywhere: its tokens are invalid, and it has new ones. */
    public synchronized void revokeTokens(int id) {
        accounts.put(id, get(id).withToken("plex-token-" + id + "-" + ++revocations));
    }

    /** Gives the account this token for plex.tv. */
    public synchronized void setToken(int id, String token) {
        accounts.put(id, get(id).withToken(token));
    }

    synchronized PlexAccount add(int id, String username, String email, boolean owner, Set<String> sections) {
        String uuid = UUID.nameUUIDFromBytes(username.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 16);
        PlexAccount account = new PlexAccount(
                id, uuid, username, email.toLowerCase(Locale.ROOT), "plex-token-" + id, owner, Set.copyOf(sections));
        accounts.put(id, account);
        return account;
    }

    synchronized void clear() {
        accounts.clear();
        filters.clear();
    }

    /** Whose token for plex.tv this is. */
    Optional<PlexAccount> byToken(@Nullable String token) {
        return all().stream().filter(account -> account.token().equals(token)).findFirst();
    }

    /** Whom the media server takes the bearer for: the owner's own token is good for it too. */
    Optional<PlexAccount> byServerToken(@Nullable String token) {
        return all().stream()
                .filter(PlexAccount::hasAccess)
                .filter(account -> account.serverToken().equals(token)
                        || (account.owner() && account.token().equals(token)))
                .findFirst();
    }
}
