package io.medianest.auth.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.encryption.InvalidSecretException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTokenFileTest {
    @TempDir
    Path folder;

    private Path path;
    private SetupTokenFile file;

    @BeforeEach
    void inAFolderThatIsNotThereYet() {
        path = folder.resolve("secrets/setup-token");
        file = new SetupTokenFile(path);
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        String token = file.readOrCreate();

        assertThat(token).hasSize(43);
        assertThat(path).hasContent(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsTheTokenThatIsThere() {
        String token = file.readOrCreate();

        assertThat(file.readOrCreate()).isEqualTo(token);
    }

    @Test
    void refusesAWeakOneAndNamesIt() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "letmein\n");

        assertThatThrownBy(file::readOrCreate)
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("medianest.setup-token-file")
                .hasMessageContaining(path.toString())
                .hasMessageNotContaining("letmein");
    }

    @Test
    void refusesAPlaceThatCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("secrets"), "a file where a folder should be");

        assertThatThrownBy(file::readOrCreate)
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("medianest.setup-token-file");
    }

    @Test
    void goes() {
        file.readOrCreate();

        file.remove();
        file.remove();

        assertThat(path).doesNotExist();
    }
}
