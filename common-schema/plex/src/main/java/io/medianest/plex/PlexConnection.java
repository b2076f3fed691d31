package io.medianest.plex;

import java.net.URI;

/**
 * How to reach the household's Plex Media Server.
 *
 * @param baseUrl its address; never a trailing slash
 * @param token of the account that owns the server, in clear; never logged, sent in headers only
 */
public record PlexConnection(URI baseUrl, String token) {

    @Override
    public String toString() {
        return "PlexConnection[" + baseUrl + "]";
    }
}
