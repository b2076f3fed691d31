package io.medianest.local.installation;

import io.medianest.stores.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an installation to one launcher. The operating system gives the lock back however its holder ends; what the
 * holder tells about itself is recognised as stale by its process id and start.
 */
public final class LauncherLock implements AutoCloseable {
    private final Installation installation;
    private final FileChannel channel;

    private LauncherLock(Installation installation, FileChannel channel) {
        this.installation = installation;
        this.channel = channel;
    }

    /**
     * Takes the installation.
     *
     * @param address where the gateway will be
     * @throws AlreadyRunningException if another launcher has it
     */
    public static LauncherLock acquire(Installation installation, String address) {
        refuseIfRunning(installation);
        LauncherLock lock = lock(installation);
        RunningLauncher.starting(ProcessIdentity.current(), address).write(installation);
        return lock;
    }

    /**
     * As {@link #acquire}, only to look.
     *
     * @throws AlreadyRunningException if another launcher has the installation
     */
    public static void refuseIfRunning(Installation installation) {
        RunningLauncher.of(installation).ifPresent(launcher -> {
            throw new AlreadyRunningException("MediaNest is %s at %s (process %d); ./medianest down stops it."
                    .formatted(
                            launcher.ready() ? "already running" : "already starting",
                            launcher.address(),
                            launcher.identity().pid()));
        });
    }

    /**
     * Tells the others that everything has started.
     *
     * @param address where the gateway is
     * @param database the JDBC address of MediaNest's database
     * @param kafka the bootstrap servers
     */
    public void ready(String address, String database, String kafka) {
        new RunningLauncher(ProcessIdentity.current(), address, true, database, kafka).write(installation);
    }

    /** Gives the installation back, in order. */
    @Override
    public void close() {
        try (channel) {
            RunningLauncher.clear(installation);
        } catch (IOException e) {
            throw new UncheckedIOException("The installation cannot be given back", e);
        }
    }

    private static LauncherLock lock(Installation installation) {
        Path file = installation.run().resolve("launcher.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new AlreadyRunningException(
                        "Another ./medianest is starting or stopping MediaNest in %s.".formatted(installation.home()));
            }
            return new LauncherLock(installation, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The lock " + file + " cannot be taken", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
