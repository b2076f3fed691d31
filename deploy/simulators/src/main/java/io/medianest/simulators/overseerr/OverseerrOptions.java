package io.medianest.simulators.overseerr;

import java.time.Duration;

/**
 * How an Overseerr behaves.
 *
 * @param apiKey the key clients must send
 * @param csrfProtection whether the operator switched CSRF protection on: then every write is refused
 * @param writeDelay how long a write takes; the original takes 40 to 280 ms
 */
public record OverseerrOptions(String apiKey, Product product, boolean csrfProtection, Duration writeDelay) {

    /** A Seerr with a key that is the same in every test, whose writes take 40 ms. */
    public static final OverseerrOptions DEFAULT =
            new OverseerrOptions("simulated-overseerr-api-key", Product.SEERR, false, Duration.ofMillis(40));

    /** The same with this key. */
    public OverseerrOptions withApiKey(String apiKey) {
        return new OverseerrOptions(apiKey, product, csrfProtection, writeDelay);
    }

    /** The same playing this product. */
    public OverseerrOptions withProduct(Product product) {
        return new OverseerrOptions(apiKey, product, csrfProtection, writeDelay);
    }

    /** The same with CSRF protection on or off. */
    public OverseerrOptions withCsrfProtection(boolean csrfProtection) {
        return new OverseerrOptions(apiKey, product, csrfProtection, writeDelay);
    }

    /** The same with writes that take so long. */
    public OverseerrOptions withWriteDelay(Duration writeDelay) {
        return new OverseerrOptions(apiKey, product, csrfProtection, writeDelay);
    }
}
