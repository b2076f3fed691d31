package io.medianest.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.Keysets;
import io.medianest.encryption.Peppers;
import io.medianest.runtime.security.SecretsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service makes its secrets when it starts: what throws here ends the start. */
class AuthSecretsTest {
    @TempDir
    Path folder;

    private record Secrets(Path pepperFile, Optional<Path> authKeysetFile, Optional<Path> connectionsKeysetFile)
            implements SecretsConfig {}

    @Test
    void takesGoodOnes() throws IOException {
        AuthSecrets secrets = secrets(write(Peppers.create()), write(Keysets.create()));

        assertThat(secrets.cipher().decrypt(secrets.cipher().encrypt("x", "p"), "p"))
                .isEqualTo("x");
        TokenHashes hashes = secrets.hashes();
        assertThat(hashes.refresh().ofToken("x"))
                .isNotEqualTo(hashes.setup().ofToken("x"))
                .isNotEqualTo(hashes.webSession().ofToken("x"));
    }

    @Test
    void namesTheOneThatIsNotSet() {
        assertThatThrownBy(() -> secrets(folder.resolve("pepper"), null).cipher())
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("medianest.secrets.auth-keyset-file");
    }

    @Test
    void namesTheOneThatIsNotThere() {
        AuthSecrets secrets = secrets(folder.resolve("no-pepper"), folder.resolve("no-keyset"));

        assertThatThrownBy(secrets::cipher)
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("medianest.secrets.auth-keyset-file")
                .hasMessageContaining("no-keyset");
        assertThatThrownBy(secrets::hashes)
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("medianest.secrets.pepper-file")
                .hasMessageContaining("no-pepper");
    }

    @Test
    void namesTheOneThatIsTooWeakAndDoesNotShowIt() throws IOException {
        Path pepper = write("c2hvcnQ=");
        Path keyset = write("{\"key\":\"c2hvcnQ=\"}");
        AuthSecrets secrets = secrets(pepper, keyset);

        assertThatThrownBy(secrets::hashes)
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining(pepper.toString())
                .hasMessageNotContaining("c2hvcnQ=");
        assertThatThrownBy(secrets::cipher)
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining(keyset.toString())
                .hasMessageNotContaining("c2hvcnQ=");
    }

    private static AuthSecrets secrets(Path pepper, @Nullable Path keyset) {
        return new AuthSecrets(new Secrets(pepper, Optional.ofNullable(keyset), Optional.empty()));
    }

    private Path write(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "secret", ""), content);
    }
}
