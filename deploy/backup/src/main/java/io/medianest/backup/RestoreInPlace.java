package io.medianest.backup;

import io.medianest.stores.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;

/** Puts a backup in place of what is there, which is kept beside it. Nothing may use the data meanwhile. */
public final class RestoreInPlace {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Backups backups;
    private final BackedUp source;
    private final PrintStream out;

    /**
     * @param backups the backups, and what they are of
     * @param out gets a line for each thing done
     */
    public RestoreInPlace(Backups backups, PrintStream out) {
        this.backups = backups;
        source = backups.source();
        this.out = out;
    }

    /**
     * Restores and checks, then replaces.
     *
     * @param key the key of the backups, wherever it is
     * @param until to which moment; empty for all there is
     * @throws BackupException if it cannot be done; unless it names a folder of what was restored, nothing has changed
     */
    public void run(Path key, Optional<Instant> until) {
        backups.locked(key, folder -> {
            backups.secrets(folder).keepIfOurs();
            source.spool().drain(folder);
            out.println("Restoring from " + backups.folder() + ", which can take some time");
            String id = new Restore(folder, source.restoring(), source.superuserPassword()).run(until);
            int months = new ErrorArchive(folder, source.archive()).restore();
            putInPlace(source.restoring(), key);
            out.println("Restored and checked: backup " + id
                    + until.map(time -> ", and what followed until " + time).orElse(", and all that followed")
                    + (months == 0 ? "" : "; months of archived errors put back: " + months));
            return id;
        });
    }

    private void putInPlace(Path work, Path key) {
        String suffix = ".before-" + SUFFIX.format(Instant.now());
        try {
            for (String name : source.leftOut()) {
                Path secrets = work.resolve("secrets");
                Path target = secrets.resolve(name);
                Restore.makeFolders(secrets, Objects.requireNonNull(target.getParent()));
                Files.copy(key, target);
            }
            moveAside(source.data(), suffix);
            moveAside(source.secrets(), suffix);
            Files.move(work.resolve("secrets"), source.secrets());
            Files.move(work.resolve("data"), source.data());
            Folders.delete(work);
            // Changes after this belong to a history of their own, which begins with the next backup.
            source.spool().discard();
        } catch (IOException e) {
            throw new BackupException(
                    "The restored data in %s could not be put in place of %s and %s; what was there ends with %s."
                            .formatted(work, source.data(), source.secrets(), suffix),
                    e);
        }
    }

    private void moveAside(Path folder, String suffix) throws IOException {
        if (Files.exists(folder)) {
            Path aside = folder.resolveSibling(folder.getFileName() + suffix);
            Files.move(folder, aside);
            out.println("What was there is in " + aside);
        }
    }
}
