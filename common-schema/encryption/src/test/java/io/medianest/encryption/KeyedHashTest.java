package io.medianest.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedHashTest {
    @TempDir
    Path dir;

    @Test
    void isStableAndDiffersByTokenPurposeAndPepper() throws IOException {
        Path pepper = pepper("a", 32);
        KeyedHash refresh = KeyedHash.of(pepper, "refresh-token");

        assertThat(refresh.ofToken("t")).matches("v1:[0-9a-f]{64}").isEqualTo(refresh.ofToken("t"));
        assertThat(refresh.ofToken("u")).isNotEqualTo(refresh.ofToken("t"));
        assertThat(KeyedHash.of(pepper, "setup-token").ofToken("t")).isNotEqualTo(refresh.ofToken("t"));
        assertThat(KeyedHash.of(pepper("b", 33), "refresh-token").ofToken("t")).isNotEqualTo(refresh.ofToken("t"));
    }

    @Test
    void refusesAMissingShortOrGarbledPepper() throws IOException {
        Path garbled = Files.writeString(dir.resolve("garbled"), "!!!");
        Path weak = pepper("short", 31);

        assertThatThrownBy(() -> KeyedHash.of(dir.resolve("none"), "x")).isInstanceOf(InvalidSecretException.class);
        assertThatThrownBy(() -> KeyedHash.of(garbled, "x")).isInstanceOf(InvalidSecretException.class);
        assertThatThrownBy(() -> KeyedHash.of(weak, "x"))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("32 random bytes");
    }

    @Test
    void makesTokensOf43UrlSafeCharacters() {
        assertThat(SecureTokens.create()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(SecureTokens.create());
    }

    private Path pepper(String name, int bytes) throws IOException {
        byte[] content = name.repeat(bytes).substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
        return Files.writeString(dir.resolve(name), Base64.getEncoder().encodeToString(content) + "\n");
    }
}
