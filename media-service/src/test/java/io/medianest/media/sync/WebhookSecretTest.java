package io.medianest.media.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.encryption.InvalidSecretException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSecretTest {
    @TempDir
    Path folder;

    @Test
    void onlyTheSecretMatches() throws IOException {
        WebhookSecret secret = new WebhookSecret(file("0123456789abcdef\n"));
        assertThat(secret.matches("0123456789abcdef")).isTrue();
        assertThat(secret.matches("0123456789abcdef\n")).isFalse();
        assertThat(secret.matches("0123456789abcde")).isFalse();
        assertThat(secret.matches("")).isFalse();
        assertThat(secret.matches(null)).isFalse();
    }

    @Test
    void aMissingOrWeakSecretIsNamed() throws IOException {
        assertThatThrownBy(() -> new WebhookSecret(Optional.empty()))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("medianest.webhook-secret-file");
        assertThatThrownBy(() -> new WebhookSecret(Optional.of(folder.resolve("none"))))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("none");
        Optional<Path> weak = file("0123456789abcde");
        assertThatThrownBy(() -> new WebhookSecret(weak))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("too short")
                .hasMessageNotContaining("0123456789abcde");
    }

    private Optional<Path> file(String content) throws IOException {
        return Optional.of(Files.writeString(folder.resolve("secret"), content));
    }
}
