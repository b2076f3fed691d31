package io.medianest.auth.secondfactor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What an app needs to make somebody's codes.
 *
 * @param secret in base 32, to be typed
 * @param otpauthUri the same as the app reads it from a QR code
 */
record Enrolment(String secret, String otpauthUri) {

    /** For a secret that was just made. */
    static Enrolment of(byte[] secret, String issuer, String account) {
        String text = Base32.encode(secret);
        String label = encode(issuer) + ":" + encode(account);
        return new Enrolment(
                text,
                "otpauth://totp/%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
                        .formatted(label, text, encode(issuer)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Shows no secret, wherever this is printed. */
    @Override
    public String toString() {
        return "Enrolment[]";
    }
}
