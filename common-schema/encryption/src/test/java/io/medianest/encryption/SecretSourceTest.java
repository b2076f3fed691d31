package io.medianest.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SecretSourceTest {
    private static final String PLACE = "users.plex_token:1";

    @TempDir
    Path dir;

    private Path keyset;
    private Path pepper;

    @BeforeEach
    void create() {
        keyset = dir.resolve("keyset.json");
        pepper = dir.resolve("pepper");
        KeysetFile.create(keyset);
        Peppers.create(pepper);
    }

    @Test
    void whatIsEncryptedWithAnUnknownKeyIsReadAtOnce() {
        FieldCipher running = FieldCipher.fromKeysetFile(keyset);
        KeysetFile file = new KeysetFile(keyset);
        file.promote(file.add());

        String sealed = FieldCipher.fromKeysetFile(keyset).encrypt("secret", PLACE);

        assertThat(running.decrypt(sealed, PLACE)).isEqualTo("secret");
        assertThat(running.encrypt("secret", PLACE)).startsWith(running.primaryPrefix());
        assertThat(running.primaryPrefix())
                .isEqualTo(FieldCipher.fromKeysetFile(keyset).primaryPrefix());
    }

    @Test
    void aChangedFileIsInUseSoonWithoutARestart() {
        FieldCipher cipher = FieldCipher.fromKeysetFile(keyset);
        KeyedHash hash = KeyedHash.of(pepper, "refresh-token");
        String formerPrefix = cipher.primaryPrefix();
        KeysetFile file = new KeysetFile(keyset);
        file.promote(file.add());
        Peppers.add(pepper);
        Peppers.promote(pepper);

        while (cipher.primaryPrefix().equals(formerPrefix) || hash.ofToken("t").startsWith("v1:")) {
            LockSupport.parkNanos(1_000_000);
        }

        assertThat(cipher.encrypt("secret", PLACE)).doesNotStartWith(formerPrefix);
        assertThat(hash.candidates("t")).hasSize(2);
    }

    @Test
    void aFileThatIsGoneOrSpoiltLeavesWhatWasReadInUse() throws IOException {
        FieldCipher cipher = FieldCipher.fromKeysetFile(keyset);
        String sealed = cipher.encrypt("secret", PLACE);
        String foreign = foreign();

        Files.writeString(keyset, "spoilt");
        assertThatThrownBy(() -> cipher.decrypt(foreign, PLACE)).isInstanceOf(UndecryptableException.class);
        assertThat(cipher.decrypt(sealed, PLACE)).isEqualTo("secret");

        Files.delete(keyset);
        assertThatThrownBy(() -> cipher.decrypt(foreign, PLACE)).isInstanceOf(UndecryptableException.class);
        assertThat(cipher.decrypt(sealed, PLACE)).isEqualTo("secret");
    }

    private String foreign() {
        Path other = dir.resolve("other.json");
        KeysetFile.create(other);
        return FieldCipher.fromKeysetFile(other).encrypt("secret", PLACE);
    }
}
