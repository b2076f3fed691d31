package io.medianest.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.encryption.KeysetFile.KeyInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetFileTest {
    private static final String PLACE = "users.plex_token:1";

    @TempDir
    Path dir;

    private Path file;
    private KeysetFile keyset;

    @BeforeEach
    void create() {
        file = dir.resolve("keyset.json");
        KeysetFile.create(file);
        keyset = new KeysetFile(file);
    }

    @Test
    void aKeyIsReplacedInThreeSteps() throws IOException {
        FieldCipher first = cipher();
        long old = keyset.keys().getFirst().id();
        String sealed = first.encrypt("token", PLACE);

        long added = keyset.add();
        assertThat(keyset.keys()).containsExactly(new KeyInfo(old, true), new KeyInfo(added, false));
        FieldCipher second = cipher();
        assertThat(second.encrypt("token", PLACE)).startsWith(first.primaryPrefix());

        keyset.promote(added);
        assertThat(keyset.keys()).containsExactly(new KeyInfo(old, false), new KeyInfo(added, true));
        FieldCipher third = cipher();
        String renewed = third.encrypt(third.decrypt(sealed, PLACE), PLACE);
        assertThat(sealed).startsWith(first.primaryPrefix()).doesNotStartWith(third.primaryPrefix());
        assertThat(renewed).startsWith(third.primaryPrefix());
        assertThat(second.decrypt(renewed, PLACE))
                .as("who has not read the promotion yet reads the new key's ciphertexts")
                .isEqualTo("token");

        keyset.remove(old);
        assertThat(keyset.keys()).containsExactly(new KeyInfo(added, true));
        FieldCipher last = cipher();
        assertThat(last.decrypt(renewed, PLACE)).isEqualTo("token");
        assertThatThrownBy(() -> last.decrypt(sealed, PLACE)).isInstanceOf(UndecryptableException.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(dir)) {
            assertThat(files.toList()).as("no drafts are left").containsExactly(file);
        }
    }

    @Test
    void refusesWhatWouldLoseAKey() {
        long only = keyset.keys().getFirst().id();

        assertThatThrownBy(() -> keyset.remove(only)).hasMessageContaining("is the primary one");
        assertThatThrownBy(() -> keyset.remove(1)).hasMessageContaining("has no key 1; it has [" + only + "]");
        assertThatThrownBy(() -> keyset.promote(1)).hasMessageContaining("has no key 1");
        assertThatThrownBy(() -> KeysetFile.create(file)).hasMessageContaining("is not overwritten");
        assertThat(keyset.keys()).isEqualTo(List.of(new KeyInfo(only, true)));
    }

    /** By the keyset as it is now, whatever becomes of the file. */
    private FieldCipher cipher() throws IOException {
        return FieldCipher.fromKeysetFile(
                Files.copy(file, Files.createTempDirectory("keyset").resolve("keyset.json")));
    }
}
