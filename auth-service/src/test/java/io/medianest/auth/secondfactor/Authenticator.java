package io.medianest.auth.secondfactor;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** The app of somebody who has a second factor. */
public final class Authenticator {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    /** Takes a secret as the app is told it. */
    public Authenticator(String base32) {
        secret = decode(base32);
    }

    /** The code of now. */
    public String code() {
        return code(0);
    }

    /** The code of so many steps later; negative for earlier. */
    public String code(int steps) {
        return Totp.code(secret, Totp.step(Instant.now()) + steps);
    }

    private static byte[] decode(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = (buffer << 5) | ALPHABET.indexOf(base32.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.write(buffer >> held);
                buffer &= (1 << held) - 1;
            }
        }
        return bytes.toByteArray();
    }
}
