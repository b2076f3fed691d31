package io.medianest.simulators.plex;

import java.util.Set;

/**
 * An account at plex.tv.
 *
 * @param token what plex.tv gave its client; ends to be valid when it is revoked
 * @param owner whether the media server is its own
 * @param sections the keys of the libraries shared with it; none means no access to the server
 */
public record PlexAccount(
        int id, String uuid, String username, String email, String token, boolean owner, Set<String> sections) {

    /** Whether plex.tv lists the server among its resources. */
    public boolean hasAccess() {
        return owner || !sections.isEmpty();
    }

    /** The token for the media server, which is not the one for plex.tv. */
    public String serverToken() {
        return "server-" + token;
    }

    boolean sees(String section) {
        return owner || sections.contains(section);
    }

    PlexAccount withToken(String token) {
        return new PlexAccount(id, uuid, username, email, token, owner, sections);
    }

    PlexAccount withSections(Set<String> sections) {
        return new PlexAccount(id, uuid, username, email, token, owner, Set.copyOf(sections));
    }
}
