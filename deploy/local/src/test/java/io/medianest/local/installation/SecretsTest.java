package io.medianest.local.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.KeyedHash;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path folder;

    private Installation installation;
    private Secrets secrets;

    @BeforeEach
    void makeSecrets() {
        installation = Installation.of(folder);
        secrets = Secrets.of(installation);
    }

    @Test
    void areMadeOnceAndStay() {
        assertThat(secrets.hasPassword("redis")).isFalse();
        String password = secrets.password("redis");
        assertThat(password).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(secrets.hasPassword("redis")).isTrue();
        assertThat(Secrets.of(installation).password("redis")).isEqualTo(password);
        assertThat(secrets.password("postgres")).isNotEqualTo(password);
    }

    @Test
    void areWhatTheServicesExpect() {
        KeyedHash.of(secrets.file(Secret.PEPPER), "test");
        FieldCipher cipher = FieldCipher.fromKeysetFile(secrets.file(Secret.CONNECTIONS_KEYSET));
        assertThat(cipher.decrypt(cipher.encrypt("key", "a.b:c"), "a.b:c")).isEqualTo("key");
        assertThat(secrets.file(Secret.WEBHOOK)).content().hasSizeGreaterThan(32);
    }

    @Test
    void areReadableByTheirOwnerOnly() throws IOException {
        secrets.password("redis");
        for (Secret secret : List.of(Secret.PEPPER, Secret.AUTH_KEYSET, Secret.CONNECTIONS_KEYSET, Secret.WEBHOOK)) {
            assertThat(Files.getPosixFilePermissions(secrets.file(secret)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.getPosixFilePermissions(secrets.passwordFile("redis")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(installation.secrets()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void leaveTheSetupTokenToAuthService() throws IOException {
        Path file = secrets.file(Secret.SETUP_TOKEN);
        assertThat(file).doesNotExist();
        assertThat(secrets.setupToken()).isEmpty();
        Files.writeString(file, "token\n");
        assertThat(secrets.setupToken()).contains("token");
    }

    @Test
    void areNotTakenFromAnEmptyFile() throws IOException {
        Files.writeString(secrets.passwordFile("redis"), "\n");
        assertThatThrownBy(() -> secrets.password("redis"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("is empty; restore it");
    }
}
