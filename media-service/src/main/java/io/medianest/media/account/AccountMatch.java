package io.medianest.media.account;

import io.medianest.media.overseerr.OverseerrUser;
import java.util.List;
import java.util.Optional;

/**
 * An Overseerr account found for a person.
 *
 * @param account its number
 * @param matchedBy {@code plex} or {@code email}
 */
record AccountMatch(int account, String matchedBy) {

    /** The account with the person's Plex id. */
    static Optional<AccountMatch> byPlex(Person person, List<OverseerrUser> users) {
        return users.stream()
                .filter(user -> person.plexId() != null && person.plexId().equals(user.plexId()))
                .findFirst()
                .map(user -> new AccountMatch(user.id(), "plex"));
    }

    /**
     * The account with the person's verified address. Never the owner's, because an equal address proves nothing there,
     * and never one that belongs to another Plex account.
     */
    static Optional<AccountMatch> byEmail(Person person, List<OverseerrUser> users) {
        return users.stream()
                .filter(user -> person.verifiedEmail() != null
                        && user.email() != null
                        && person.verifiedEmail().equalsIgnoreCase(user.email()))
                .filter(user -> user.id() != OverseerrUser.OWNER)
                .filter(user -> person.plexId() == null || user.plexId() == null)
                .findFirst()
                .map(user -> new AccountMatch(user.id(), "email"));
    }
}
