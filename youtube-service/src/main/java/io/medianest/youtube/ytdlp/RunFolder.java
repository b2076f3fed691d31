package io.medianest.youtube.ytdlp;

import io.medianest.youtube.file.MediaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run, gone when it is over, with a copy of the cookies: yt-dlp writes to the file that it is given,
 * and two runs at once would spoil it.
 */
final class RunFolder implements AutoCloseable {
    private final Path path;
    private final @Nullable Path cookies;

    private RunFolder(Path path, @Nullable Path cookies) {
        this.path = path;
        this.cookies = cookies;
    }

    static RunFolder make(MediaRoot root, YtDlpConfig config) throws IOException {
        Path runs = Files.createDirectories(root.inside(Path.of(".runs")));
        Path path = Files.createDirectory(
                runs.resolve(UUID.randomUUID().toString()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path original = config.cookiesFile().orElse(null);
        if (original == null) {
            return new RunFolder(path, null);
        }
        Path copy = Files.createFile(
                path.resolve("cookies.txt"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(copy, Files.readAllBytes(original));
        return new RunFolder(path, copy);
    }

    Path path() {
        return path;
    }

    /** The copy of the cookies; null if there are none. */
    @Nullable
    Path cookies() {
        return cookies;
    }

    @Override
    public void close() throws IOException {
        Folders.delete(path);
    }
}
