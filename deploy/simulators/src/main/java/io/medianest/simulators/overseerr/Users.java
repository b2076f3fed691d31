package io.medianest.simulators.overseerr;

import io.medianest.simulators.overseerr.OverseerrUser.QuotaLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The users, and the Plex friends of the owner who could be imported. Safe for use by several threads. */
public final class Users {

    /** Somebody with access to the owner's Plex server. */
    public record PlexFriend(int plexId, String username, String email) {}

    private final Store store;
    private final TreeMap<Integer, PlexFriend> friends = new TreeMap<>();

    Users(Store store) {
        this.store = store;
    }

    /** All users, the owner first. */
    public List<OverseerrUser> all() {
        return store.users();
    }

    /** The user with this id. */
    public OverseerrUser get(int id) {
        return store.user(id).orElseThrow(() -> new IllegalArgumentException("No user " + id));
    }

    /** Adds a user who signed in with Plex; may request, and nothing is approved by itself. */
    public OverseerrUser addPlexUser(int plexId, String plexUsername, String email) {
        return add(email, null, plexUsername, plexId);
    }

    /** Adds a local user; may request, and nothing is approved by itself. */
    public OverseerrUser addLocalUser(String username, String email) {
        return add(email, username, null, null);
    }

    /** Gives a user these bits of {@link Permission}, and no others. */
    public void setPermissions(int id, int permissions) {
        synchronized (store) {
            store.save(get(id).withPermissions(permissions));
        }
    }

    /** Limits what a user may request. */
    public void setQuotas(int id, QuotaLimit movies, QuotaLimit seasons) {
        synchronized (store) {
            store.save(get(id).withQuotas(movies, seasons));
        }
    }

    /** Makes somebody known to Plex who is not a user yet: {@code import-from-plex} finds them. */
    public void addPlexFriend(PlexFriend friend) {
        synchronized (store) {
            friends.put(friend.plexId(), friend);
        }
    }

    /** Makes users of these Plex friends; skips whom Plex does not know, or Overseerr already does. */
    List<OverseerrUser> importFromPlex(Collection<Integer> plexIds) {
        synchronized (store) {
            List<OverseerrUser> created = new ArrayList<>();
            for (PlexFriend friend : friends.values()) {
                if (plexIds.contains(friend.plexId()) && !isKnown(friend)) {
                    created.add(addPlexUser(friend.plexId(), friend.username(), friend.email()));
                }
            }
            return created;
        }
    }

    void clear() {
        synchronized (store) {
            friends.clear();
        }
    }

    private boolean isKnown(PlexFriend friend) {
        boolean known = false;
        for (OverseerrUser user : store.users()) {
            if (user.email().equalsIgnoreCase(friend.email())
                    || Integer.valueOf(friend.plexId()).equals(user.plexId())) {
                // The original takes a local user with the friend's address over.
                store.save(user.withPlex(friend.plexId(), friend.username()));
                known = true;
            }
        }
        return known;
    }

    private OverseerrUser add(
            String email, @Nullable String username, @Nullable String plexUsername, @Nullable Integer plexId) {
        synchronized (store) {
            return store.save(new OverseerrUser(
                    store.nextUserId(),
                    email.toLowerCase(Locale.ROOT),
                    username,
                    plexUsername,
                    plexId,
                    store.users().isEmpty() ? Permission.ADMIN : Permission.REQUEST,
                    QuotaLimit.NONE,
                    QuotaLimit.NONE,
                    Store.now()));
        }
    }
}
