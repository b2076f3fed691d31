package io.medianest.encryption;

import java.security.SecureRandom;
import java.util.Base64;

/** Random tokens: refresh tokens, setup tokens, one-time codes. */
public final class SecureTokens {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecureTokens() {}

    /** A new token of 256 random bits, as 43 URL-safe characters. */
    public static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
