package io.medianest.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Encrypts single database fields with AES-256-GCM under a Tink keyset.
 *
 * <p>Each ciphertext is bound to the place it is stored in by its associated data, {@code <table>.<column>:<row id>}
 * (see {@link #place}), so that a ciphertext copied into another row or column does not decrypt. The keyset may hold
 * older keys beside the primary one: all of them decrypt, only the primary one encrypts. A keyset that is changed in its
 * file is in use within seconds, and at once where something is encrypted with a key that was not known.
 */
public final class FieldCipher {
    /** Tink's mark of a ciphertext that begins with the id of its key. */
    private static final byte WITH_ID = 1;
    /** Base64 of that mark and of all of the id but its last four bits. */
    private static final int PREFIX_LENGTH = 6;

    private final SecretSource<Keys> source;

    private FieldCipher(SecretSource<Keys> source) {
        this.source = source;
    }

    private record Keys(Aead aead, int primaryId) {}

    /**
     * Reads the keyset from a file.
     *
     * @param file a Tink JSON keyset of AEAD keys, as {@link Keysets#create} writes it
     * @throws InvalidSecretException if the file is missing, unreadable or holds no usable AEAD keyset
     */
    public static FieldCipher fromKeysetFile(Path file) {
        return new FieldCipher(new SecretSource<>(file, FieldCipher::read));
    }

    private static Keys read(Path file) {
        KeysetHandle keyset = Keysets.read(file);
        try {
            Aead aead = keyset.getPrimitive(AeadConfig2026.get(), Aead.class);
            return new Keys(aead, keyset.getPrimary().getId());
        } catch (GeneralSecurityException e) {
            throw new InvalidSecretException("The keyset in " + file + " cannot encrypt: " + e.getMessage(), e);
        }
    }

    /** What every ciphertext of the primary key begins with, and none of another key does; 6 characters. */
    public String primaryPrefix() {
        byte[] start = ByteBuffer.allocate(1 + Integer.BYTES + 1)
                .put(WITH_ID)
                .putInt(source.get().primaryId())
                .array();
        return Base64.getEncoder().encodeToString(start).substring(0, PREFIX_LENGTH);
    }

    /**
     * The associated data of a field.
     *
     * @param table the table's name without its schema
     * @param column the column's name
     * @param row the row's key, as text
     */
    public static String place(String table, String column, Object row) {
        return table + "." + column + ":" + row;
    }

    /**
     * Encrypts a text.
     *
     * @param plain the text; may be empty
     * @param place where it will be stored, see {@link #place}
     * @return the ciphertext as base64; another one at each call
     */
    public String encrypt(String plain, String place) {
        try {
            byte[] sealed = source.get()
                    .aead()
                    .encrypt(plain.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encrypting " + place + " failed", e);
        }
    }

    /**
     * Decrypts what {@link #encrypt} returned.
     *
     * @param sealed the ciphertext as base64
     * @param place the same place it was encrypted for
     * @throws UndecryptableException if the text is no ciphertext of this keyset and place
     */
    public String decrypt(String sealed, String place) {
        Keys known = source.get();
        try {
            return open(known, sealed, place);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            Keys latest = source.latest();
            if (latest.equals(known)) {
                throw new UndecryptableException(place, e);
            }
            return openWith(latest, sealed, place);
        }
    }

    private static String openWith(Keys latest, String sealed, String place) {
        try {
            return open(latest, sealed, place);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UndecryptableException(place, e);
        }
    }

    private static String open(Keys keys, String sealed, String place) throws GeneralSecurityException {
        byte[] plain = keys.aead().decrypt(Base64.getDecoder().decode(sealed), place.getBytes(StandardCharsets.UTF_8));
        return new String(plain, StandardCharsets.UTF_8);
    }
}
