package io.medianest.encryption;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A keyset in its file, and the steps by which its key is changed: a new key is added, made primary once every process
 * has read it, and the old one removed once nothing is encrypted with it any more.
 */
public final class KeysetFile {
    /** What {@link FieldCipher#primaryPrefix} shows of an id; two keys that are alike there could not be told apart. */
    private static final int SHOWN_BITS = 4;

    private final Path file;

    /**
     * @param file a Tink JSON keyset; the steps replace it
     */
    public KeysetFile(Path file) {
        this.file = file;
    }

    /**
     * A key of the keyset, without the key itself.
     *
     * @param id its id, as Tink knows it
     * @param primary whether it encrypts; the others only decrypt
     */
    public record KeyInfo(long id, boolean primary) {}

    /**
     * Makes a keyset with one key.
     *
     * @throws InvalidSecretException if the file exists or cannot be written
     */
    public static void create(Path file) {
        SecretFile.create(file, Keysets.create());
    }

    /**
     * The keys, in the order in which they were added.
     *
     * @throws InvalidSecretException if the file holds no keyset; as every method here
     */
    public List<KeyInfo> keys() {
        KeysetHandle keyset = Keysets.read(file);
        return IntStream.range(0, keyset.size())
                .mapToObj(keyset::getAt)
                .map(entry -> new KeyInfo(Integer.toUnsignedLong(entry.getId()), entry.isPrimary()))
                .toList();
    }

    /**
     * Adds a new key, which decrypts only.
     *
     * @return its id
     */
    public long add() {
        List<Long> before = keys().stream().map(KeyInfo::id).toList();
        KeysetHandle keyset = Keysets.read(file);
        KeysetHandle grown = grow(keyset);
        while (isAlike(before, lastId(grown))) {
            grown = grow(keyset);
        }
        SecretFile.replace(file, Keysets.write(grown));
        return lastId(grown);
    }

    /**
     * Has another key encrypt from now on.
     *
     * @throws InvalidSecretException if the keyset has no such key
     */
    public void promote(long id) {
        int index = indexOf(id);
        change(builder -> builder.getAt(index).makePrimary());
    }

    /**
     * Removes a key: what is encrypted with it is lost.
     *
     * @throws InvalidSecretException if the keyset has no such key, or it is the primary one
     */
    public void remove(long id) {
        int index = indexOf(id);
        if (keys().get(index).primary()) {
            throw new InvalidSecretException("The key " + id + " is the primary one of " + file + "; promote another");
        }
        change(builder -> builder.deleteAt(index));
    }

    private int indexOf(long id) {
        List<Long> ids = keys().stream().map(KeyInfo::id).toList();
        if (!ids.contains(id)) {
            throw new InvalidSecretException("The keyset " + file + " has no key " + id + "; it has " + ids);
        }
        return ids.indexOf(id);
    }

    private static boolean isAlike(List<Long> ids, long id) {
        return ids.stream().anyMatch(other -> other >> SHOWN_BITS == id >> SHOWN_BITS);
    }

    private static long lastId(KeysetHandle keyset) {
        return Integer.toUnsignedLong(keyset.getAt(keyset.size() - 1).getId());
    }

    private KeysetHandle grow(KeysetHandle keyset) {
        return build(KeysetHandle.newBuilder(keyset)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()));
    }

    private void change(Consumer<KeysetHandle.Builder> step) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(Keysets.read(file));
        step.accept(builder);
        SecretFile.replace(file, Keysets.write(build(builder)));
    }

    private KeysetHandle build(KeysetHandle.Builder builder) {
        try {
            return builder.setConfiguration(AeadConfig2026.get()).build();
        } catch (GeneralSecurityException e) {
            throw new InvalidSecretException("The keyset " + file + " cannot be changed", e);
        }
    }
}
