package io.medianest.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedHashTest {
    @TempDir
    Path dir;

    @Test
    void isStableAndDiffersByTokenPurposeAndPepper() throws IOException {
        Path pepper = pepper(1, 32);
        KeyedHash refresh = KeyedHash.of(pepper, "refresh-token");

        assertThat(refresh.ofToken("t")).matches("v1:[0-9a-f]{64}").isEqualTo(refresh.ofToken("t"));
        assertThat(refresh.ofToken("u")).isNotEqualTo(refresh.ofToken("t"));
        assertThat(KeyedHash.of(pepper, "setup-token").ofToken("t")).isNotEqualTo(refresh.ofToken("t"));
        assertThat(KeyedHash.of(pepper(2, 33), "refresh-token").ofToken("t")).isNotEqualTo(refresh.ofToken("t"));
    }

    @Test
    void refusesAMissingShortOrGarbledPepper() throws IOException {
        Path garbled = Files.writeString(dir.resolve("garbled"), "!!!");
        Path weak = pepper(3, 31);

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

    @Test
    void theNextPepperRecognisesUntilItIsPromotedAndTheOlderOneStillFindsItsOwn() throws IOException {
        Path file = pepper(1, 32);
        KeyedHash before = KeyedHash.of(copy(file), "refresh-token");
        byte[] data = {1, 2, 3};

        assertThat(Peppers.add(file)).isEqualTo(2);
        KeyedHash prepared = KeyedHash.of(copy(file), "refresh-token");
        assertThatThrownBy(() -> Peppers.add(file)).hasMessageContaining("promote it");
        assertThatThrownBy(() -> Peppers.keepNewest(file)).hasMessageContaining("promote it");
        assertThat(Peppers.promote(file)).isEqualTo(2);
        assertThatThrownBy(() -> Peppers.promote(file)).hasMessageContaining("add one");
        KeyedHash after = KeyedHash.of(copy(file), "refresh-token");

        assertThat(prepared.ofToken("t")).isEqualTo(before.ofToken("t"));
        assertThat(prepared.candidates("t")).containsExactly(before.ofToken("t"), after.ofToken("t"));
        assertThat(prepared.matches(data, after.of(data))).isTrue();
        assertThat(after.ofToken("t")).startsWith("v2:");
        assertThat(after.candidates("t")).containsExactly(after.ofToken("t"), before.ofToken("t"));
        assertThat(after.matches(data, before.of(data))).isTrue();
        assertThat(after.matches(data, after.of(data))).isTrue();
        assertThat(before.matches(data, after.of(data))).isFalse();
        assertThat(after.matches(data, Arrays.copyOf(after.of(data), 12))).isTrue();
        assertThat(after.matches(data, new byte[0])).isFalse();

        assertThat(Peppers.keepNewest(file)).isEqualTo(2);
        KeyedHash without = KeyedHash.of(file, "refresh-token");
        assertThat(without.candidates("t")).containsExactly(after.ofToken("t"));
        assertThat(without.matches(data, before.of(data))).isFalse();
    }

    /** One that stays as it is. */
    private Path copy(Path file) throws IOException {
        return Files.copy(file, Files.createTempDirectory(dir, "copy").resolve("pepper"));
    }

    @Test
    void refusesAPepperThatIsNotRandomOrAVersionThatIsThereTwice() throws IOException {
        Path zeros = Files.writeString(dir.resolve("zeros"), Base64.getEncoder().encodeToString(new byte[32]));
        Path twice = Files.writeString(dir.resolve("twice"), Peppers.create() + Peppers.create());
        Path empty = Files.writeString(dir.resolve("empty"), "\n");

        assertThatThrownBy(() -> KeyedHash.of(zeros, "x")).hasMessageContaining("is not random");
        assertThatThrownBy(() -> KeyedHash.of(twice, "x")).hasMessageContaining("v1 twice");
        assertThatThrownBy(() -> KeyedHash.of(empty, "x")).hasMessageContaining("is empty");
    }

    @Test
    void aRefusalCanNameTheSettingThatTheSecretWasReadFor() {
        assertThatThrownBy(
                        () -> InvalidSecretException.naming("the.setting", () -> KeyedHash.of(dir.resolve("no"), "x")))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageStartingWith("the.setting: The pepper file ");
    }

    private Path pepper(int seed, int length) throws IOException {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return Files.writeString(
                dir.resolve(length + "-" + seed), Base64.getEncoder().encodeToString(content) + "\n");
    }
}
