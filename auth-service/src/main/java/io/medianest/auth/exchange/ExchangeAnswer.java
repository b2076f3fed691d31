package io.medianest.auth.exchange;

/**
 * What the gateway gets.
 *
 * @param accessToken to be sent on to services, and to nobody else
 * @param expiresIn how many seconds it is good for
 */
record ExchangeAnswer(String accessToken, long expiresIn) {

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "ExchangeAnswer[]";
    }
}
