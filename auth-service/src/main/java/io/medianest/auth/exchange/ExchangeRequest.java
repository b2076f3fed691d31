package io.medianest.auth.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway sends.
 *
 * @param session the cookie of a web session; null if it is an API key
 * @param apiKey an API key; null if it is a cookie
 * @param clientAddress where the request came from; null if unknown
 */
record ExchangeRequest(
        @Nullable String session,
        @Nullable String apiKey,
        @Nullable String clientAddress) {

    /** Shows no secret, wherever this is printed. */
    @Override
    public String toString() {
        return "ExchangeRequest[]";
    }
}
