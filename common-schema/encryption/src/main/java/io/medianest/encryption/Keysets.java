package io.medianest.encryption;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Tink keysets in files: making a new one, reading one. */
public final class Keysets {
    private Keysets() {}

    /**
     * Makes a keyset with one AES-256-GCM key.
     *
     * @return the keyset as Tink JSON, in clear: store it readable by its owner only
     */
    public static String create() {
        try {
            KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
            return write(keyset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Making a keyset failed", e);
        }
    }

    static String write(KeysetHandle keyset) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Writing a keyset failed", e);
        }
    }

    static KeysetHandle read(Path file) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (NoSuchFileException e) {
            throw new InvalidSecretException("The keyset file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new InvalidSecretException("The keyset file " + file + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new InvalidSecretException("The file " + file + " holds no Tink keyset in JSON", e);
        }
    }
}
