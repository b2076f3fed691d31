package io.medianest.media.connection;

import java.net.URI;

/**
 * How to reach Overseerr.
 *
 * @param baseUrl its address without the API's path; may have a path of its own, never a trailing slash
 * @param apiKey the key, in clear; never logged
 */
public record OverseerrConnection(URI baseUrl, String apiKey) {

    @Override
    public String toString() {
        return "OverseerrConnection[" + baseUrl + "]";
    }
}
