package io.medianest.encryption;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a secret's file says, read again within {@link #PAUSE} after it was replaced: a key can be changed while
 * everything runs. A file that is gone or holds nothing good meanwhile leaves what was read last in use.
 */
final class SecretSource<T> {
    /** For how long a process may not know of a change; whoever changes a file in steps waits longer between them. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(SecretSource.class.getName());

    private final Path file;
    private final Function<Path, T> reader;
    private final AtomicLong nextLook;
    private volatile Read<T> read;

    /** One state of the file; a replaced file has another key, even within one tick of its clock. */
    private record FileState(
            Instant modified, long size, @Nullable Object key) {
        private static final FileState UNREADABLE = new FileState(Instant.MIN, -1, null);

        static FileState of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new FileState(now.lastModifiedTime().toInstant(), now.size(), now.fileKey());
            } catch (IOException e) {
                // Whoever reads the file then says what is wrong with it.
                return UNREADABLE;
            }
        }
    }

    private record Read<T>(FileState state, T value) {}

    /**
     * Reads the file for the first time.
     *
     * @param reader fails with {@link InvalidSecretException} if the file holds nothing good
     */
    SecretSource(Path file, Function<Path, T> reader) {
        this.file = file;
        this.reader = reader;
        // Asked for first: what replaces the file in between is noticed by the next look.
        FileState state = FileState.of(file);
        read = new Read<>(state, reader.apply(file));
        nextLook = new AtomicLong(System.nanoTime() + PAUSE.toNanos());
    }

    /** What the file says, or said a moment ago. */
    T get() {
        long due = nextLook.get();
        long now = System.nanoTime();
        // One caller looks, the others go on with what is known. To look is one question to the file system.
        if (now - due >= 0 && nextLook.compareAndSet(due, now + PAUSE.toNanos())) {
            look();
        }
        return read.value();
    }

    /** What the file says now. */
    T latest() {
        look();
        return read.value();
    }

    private synchronized void look() {
        FileState state = FileState.of(file);
        if (state.equals(read.state())) {
            return;
        }
        try {
            read = new Read<>(state, reader.apply(file));
            LOG.log(Level.INFO, "{0} has changed and was read again", file);
        } catch (InvalidSecretException e) {
            read = new Read<>(state, read.value());
            LOG.log(Level.WARNING, "{0} has changed, but what it held stays in use: {1}", file, e.getMessage());
        }
    }
}
