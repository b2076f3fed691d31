package io.medianest.encryption;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Encrypts whole files as streams (AES-256-GCM-HKDF in segments of 1 MB) with a keyset of its own. What was changed, cut
 * short or moved to another name is noticed while it is read.
 */
public final class StreamCipher {
    private final StreamingAead cipher;

    /**
     * Reads the keyset.
     *
     * @param keyset a file made by {@link #create}
     * @throws InvalidSecretException if it holds no such keyset
     */
    public StreamCipher(Path keyset) {
        try {
            cipher = TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(keyset), StreamingAeadConfig2026.get(), InsecureSecretKeyAccess.get())
                    .getPrimitive(StreamingAeadConfig2026.get(), StreamingAead.class);
        } catch (IOException e) {
            throw new InvalidSecretException("The keyset file " + keyset + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new InvalidSecretException("The file " + keyset + " holds no keyset for streams", e);
        }
    }

    /**
     * Makes a keyset with one key, in a file that only its owner can read.
     *
     * @throws InvalidSecretException if the file exists or cannot be written
     */
    public static void create(Path file) {
        try {
            KeysetHandle keyset = KeysetHandle.generateNew(
                    PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB, StreamingAeadConfig2026.get());
            SecretFile.create(
                    file,
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            keyset, StreamingAeadConfig2026.get(), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Making a keyset failed", e);
        }
    }

    /**
     * What is written here arrives encrypted; complete only once this is closed.
     *
     * @param name what the content is, which reading must give as well
     */
    public OutputStream encrypting(OutputStream target, String name) throws IOException {
        try {
            return cipher.newEncryptingStream(target, name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException("Encrypting " + name + " failed", e);
        }
    }

    /** The clear content; reading fails with an {@link IOException} on a wrong key, another name or a damaged file. */
    public InputStream decrypting(InputStream source, String name) throws IOException {
        try {
            return cipher.newDecryptingStream(source, name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException("Decrypting " + name + " failed", e);
        }
    }
}
