package io.medianest.auth.user;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.KeyedHash;
import io.medianest.runtime.security.KeyedHashes;
import io.medianest.runtime.security.SecretsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The addresses of deleted users: encrypted, so that they can be restored, and hashed, so that their owner is known. */
@ApplicationScoped
public class SealedEmails {
    private final FieldCipher cipher;
    private final KeyedHash hash;

    SealedEmails(FieldCipher cipher, SecretsConfig secrets) {
        this.cipher = cipher;
        hash = KeyedHashes.of(secrets, "sealed-email");
    }

    /**
     * An address as it is kept of a deleted user.
     *
     * @param text encrypted
     * @param hash of the address in lower case
     */
    record Sealed(String text, String hash) {}

    /** As what an address that somebody types may have been kept. */
    public List<String> candidates(String email) {
        return hash.candidates(email.toLowerCase(Locale.ROOT));
    }

    Sealed seal(UUID userId, String email) {
        return new Sealed(
                cipher.encrypt(email, place(userId)), candidates(email).getFirst());
    }

    String open(UUID userId, String sealed) {
        return cipher.decrypt(sealed, place(userId));
    }

    private static String place(UUID userId) {
        return FieldCipher.place("users", "sealed_email", userId);
    }
}
