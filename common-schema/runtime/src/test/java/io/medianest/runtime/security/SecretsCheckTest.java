package io.medianest.runtime.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.encryption.InvalidSecretException;
import io.medianest.encryption.Peppers;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What throws here ends the start of a service. */
class SecretsCheckTest {
    private static final String STRONG = "correct-horse";

    @TempDir
    private Path folder;

    private Path pepper;

    private record Secrets(Path pepperFile, Optional<Path> authKeysetFile, Optional<Path> connectionsKeysetFile)
            implements SecretsConfig {}

    @BeforeEach
    void create() {
        pepper = folder.resolve("pepper");
        Peppers.create(pepper);
    }

    @Test
    void takesGoodOnes() {
        assertThatCode(() -> check(Map.of("quarkus.datasource.password", STRONG)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("quarkus.datasource.password", STRONG, "quarkus.redis.password", STRONG)))
                .doesNotThrowAnyException();
    }

    @Test
    void namesThePasswordThatIsMissingOrWeakAndDoesNotShowIt() {
        assertRefused(Map.of(), "quarkus.datasource.password is not set");
        assertRefused(Map.of("quarkus.datasource.password", "swordfish"), "quarkus.datasource.password is too short");
        assertRefused(
                Map.of("quarkus.datasource.password", STRONG, "quarkus.redis.password", "swordfish"),
                "quarkus.redis.password is too short");
    }

    @Test
    void namesThePepper() throws IOException {
        Files.writeString(pepper, "c2hvcnQ=");

        assertRefused(Map.of("quarkus.datasource.password", STRONG), "medianest.secrets.pepper-file: The pepper in ");
    }

    private void assertRefused(Map<String, String> settings, String message) {
        assertThatThrownBy(() -> check(settings))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("swordfish")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    private void check(Map<String, String> settings) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder();
        settings.forEach(config::withDefaultValue);
        new SecretsCheck(config.build(), new Secrets(pepper, Optional.empty(), Optional.empty())).check();
    }
}
