package io.medianest.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldCipherTest {
    private static final String PLACE = FieldCipher.place("users", "plex_token", "7");

    @TempDir
    Path dir;

    private FieldCipher cipher;

    @BeforeEach
    void createKeyset() throws IOException {
        cipher = FieldCipher.fromKeysetFile(Files.writeString(dir.resolve("keyset.json"), Keysets.create()));
    }

    @Test
    void returnsWhatWasEncryptedForTheSamePlace() {
        String sealed = cipher.encrypt("token äöü", PLACE);

        assertThat(sealed).doesNotContain("token");
        assertThat(cipher.decrypt(sealed, PLACE)).isEqualTo("token äöü");
        assertThat(cipher.encrypt("token äöü", PLACE)).isNotEqualTo(sealed);
    }

    @Test
    void refusesACiphertextMovedToAnotherRow() {
        String sealed = cipher.encrypt("token", PLACE);

        assertThatThrownBy(() -> cipher.decrypt(sealed, FieldCipher.place("users", "plex_token", "8")))
                .isInstanceOf(UndecryptableException.class)
                .hasMessageContaining("users.plex_token:8")
                .hasMessageNotContaining("token\"");
    }

    @Test
    void refusesTextThatIsNoCiphertext() {
        assertThatThrownBy(() -> cipher.decrypt("not base64!", PLACE)).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void refusesTheCiphertextOfAnotherKeyset() throws IOException {
        Path other = Files.writeString(dir.resolve("other.json"), Keysets.create());
        String sealed = FieldCipher.fromKeysetFile(other).encrypt("token", PLACE);

        assertThatThrownBy(() -> cipher.decrypt(sealed, PLACE)).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void namesAMissingOrBrokenKeysetFile() throws IOException {
        Path broken = Files.writeString(dir.resolve("broken.json"), "{}");

        assertThatThrownBy(() -> FieldCipher.fromKeysetFile(dir.resolve("none.json")))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("none.json");
        assertThatThrownBy(() -> FieldCipher.fromKeysetFile(broken))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("broken.json");
    }
}
