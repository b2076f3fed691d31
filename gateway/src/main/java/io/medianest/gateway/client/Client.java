package io.medianest.gateway.client;

/**
 * Who calls.
 *
 * @param address the IP address; {@code unknown} if the connection has none
 * @param scheme {@code http} or {@code https}: how the client speaks to us, or to the proxy before us
 */
public record Client(String address, String scheme) {

    /** Whether the client speaks https, if only to the proxy before us. */
    public boolean isHttps() {
        return scheme.equals("https");
    }
}
