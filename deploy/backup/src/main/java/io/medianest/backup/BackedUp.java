package io.medianest.backup;

import java.nio.file.Path;
import java.util.Set;

/**
 * What is backed up, and where its parts are.
 *
 * @param data PostgreSQL's data folder, beside which a backup puts folders of its own
 * @param secrets the folder of the secrets without which the data is of no use
 * @param superuserPassword which file in it holds the password of PostgreSQL's superuser; that never changes as long as
 *     the data lives, and so tells whose secrets these are
 * @param key the key of the backups, which is never taken along
 * @param archive the folder of the months of errors that are no longer in the database
 */
public record BackedUp(Path data, Path secrets, String superuserPassword, Path key, Path archive) {
    /** Works from any current folder. */
    public BackedUp {
        data = data.toAbsolutePath().normalize();
        secrets = secrets.toAbsolutePath().normalize();
        key = key.toAbsolutePath().normalize();
        archive = archive.toAbsolutePath().normalize();
    }

    /** Where PostgreSQL puts its changes. */
    WalSpool spool() {
        return new WalSpool(data);
    }

    /** Where a restore makes its data, on the same disk, so that it only has to be renamed in the end. */
    Path restoring() {
        return data.resolveSibling("restoring");
    }

    /** Files in the folder of the secrets that are not taken along. */
    Set<String> leftOut() {
        return key.startsWith(secrets) ? Set.of(secrets.relativize(key).toString()) : Set.of();
    }
}
