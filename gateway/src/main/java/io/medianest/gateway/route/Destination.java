package io.medianest.gateway.route;

import java.net.URI;

/**
 * A service of this installation.
 *
 * @param service which one
 * @param url scheme, host and port of its API
 * @param healthUrl an address that answers 200 when the service can serve
 * @param healthIsReadiness false when {@code healthUrl} only shows that something answers there
 */
public record Destination(Service service, URI url, URI healthUrl, boolean healthIsReadiness) {

    /** The TCP port of the API. */
    public int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isTls() ? 443 : 80;
    }

    /** Whether the API is served over TLS. */
    public boolean isTls() {
        return "https".equals(url.getScheme());
    }
}
