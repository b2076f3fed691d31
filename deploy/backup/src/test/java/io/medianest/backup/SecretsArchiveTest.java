package io.medianest.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.encryption.StreamCipher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsArchiveTest {
    private static final String KEY = "backup-keyset.json";

    @TempDir
    private Path folder;

    private Path secrets;
    private BackupFolder backups;
    private SecretsArchive archive;

    @BeforeEach
    void prepare() throws IOException {
        secrets = Files.createDirectories(folder.resolve("secrets"));
        Path key = secrets.resolve(KEY);
        StreamCipher.create(key);
        backups = new BackupFolder(folder.resolve("backups"), new StreamCipher(key));
        archive = new SecretsArchive(
                backups, new BackedUp(folder.resolve("data"), secrets, "postgres.password", key, folder));
        Files.writeString(secrets.resolve("postgres.password"), "of this installation");
    }

    @Test
    void whatCanReadTheDataOfAMomentComesBack() throws IOException {
        Instant begin = keep("one");
        Instant afterOne = later();
        keep("two");
        Instant afterTwo = later();
        keep("three");

        assertThat(restored(Optional.of(begin), Instant.EPOCH)).isEqualTo("of the backup");
        assertThat(restored(Optional.of(afterOne), Instant.EPOCH)).isEqualTo("one");
        assertThat(restored(Optional.of(afterTwo), Instant.EPOCH)).isEqualTo("two");
        assertThat(restored(Optional.of(later()), Instant.EPOCH)).isEqualTo("three");
        assertThat(restored(Optional.empty(), Instant.EPOCH)).isEqualTo("three");
        assertThat(restored(Optional.empty(), later()))
                .as("those of the backup stay")
                .isEqualTo("of the backup");
    }

    @Test
    void whenTheyChangedCountsNotWhenTheyWereKept() throws IOException {
        keep("one");
        Files.writeString(secrets.resolve("pepper"), "two");
        Instant beforeItIsKept = later();
        archive.keep();

        assertThat(restored(Optional.of(beforeItIsKept), Instant.EPOCH)).isEqualTo("two");
    }

    @Test
    void onlyChangesAreKeptAndNeverTheKeyOfTheBackups() throws IOException {
        keep("one");
        archive.keep();
        assertThat(BackupFolder.list(backups.secrets())).hasSize(1);
        Path otherKey = folder.resolve("other.json");
        StreamCipher.create(otherKey);
        BackupFolder withOtherKey = new BackupFolder(folder.resolve("backups"), new StreamCipher(otherKey));
        assertThatThrownBy(() -> SecretsArchive.restore(withOtherKey, Optional.empty(), Instant.EPOCH, folder))
                .isInstanceOf(IOException.class);
        Path target = Files.createDirectories(folder.resolve("target"));
        SecretsArchive.restore(backups, Optional.empty(), Instant.EPOCH, target);
        assertThat(BackupFolder.names(target)).containsExactly("pepper", "postgres.password");

        keep("two");
        SecretsArchive.prune(backups, later());
        assertThat(BackupFolder.list(backups.secrets())).hasSize(1);
        assertThat(restored(Optional.empty(), Instant.EPOCH)).isEqualTo("two");
    }

    @Test
    void theSecretsOfAnotherInstallationAreNotTakenForItsOwn() throws IOException {
        archive.keepIfOurs();
        assertThat(BackupFolder.list(backups.secrets()))
                .as("none to compare with")
                .isEmpty();
        keep("one");
        Files.writeString(secrets.resolve("pepper"), "two");
        archive.keepIfOurs();
        assertThat(BackupFolder.list(backups.secrets())).hasSize(2);
        later();
        Files.writeString(secrets.resolve("postgres.password"), "of another one");
        archive.keepIfOurs();
        assertThat(BackupFolder.list(backups.secrets())).hasSize(2);
    }

    /** Returns a moment before it was kept. */
    private Instant keep(String pepper) throws IOException {
        Instant before = Instant.now();
        later();
        Files.writeString(secrets.resolve("pepper"), pepper);
        archive.keep();
        later();
        return before;
    }

    private String restored(Optional<Instant> until, Instant since) throws IOException {
        Path target = Files.createTempDirectory(folder, "target");
        Files.writeString(target.resolve("pepper"), "of the backup");
        SecretsArchive.restore(backups, until, since, target);
        return Files.readString(target.resolve("pepper"));
    }

    /** Some time later: the times of files follow a clock that ticks every few milliseconds. */
    private static Instant later() {
        Instant start = Instant.now();
        while (Instant.now().isBefore(start.plusMillis(20))) {
            Thread.onSpinWait();
        }
        return Instant.now();
    }
}
