package io.medianest.stores;

import io.medianest.stores.process.StartException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the server programs from the jars that carry them, once for each user and version.
 *
 * <p>They go to {@code ${XDG_CACHE_HOME:-~/.cache}/medianest}, or below the temporary folder for a user without a home.
 */
final class Binaries {
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private Binaries() {}

    /** The folder of PostgreSQL, with its programs in {@code bin}. */
    static Path postgres() {
        String archive = switch (architecture()) {
            case "aarch64" -> "postgres-linux-arm_64.txz";
            default -> "postgres-linux-x86_64.txz";
        };
        return unpacked("PostgreSQL", archive, Binaries::untar);
    }

    /** The program redis-server. */
    static Path redis() {
        String program = switch (architecture()) {
            case "aarch64" -> "redis-server-6.2.7-linux-arm64";
            default -> "redis-server-6.2.6-v5-linux-amd64";
        };
        Unpacking copying = (source, target) -> {
            Path file = Files.createDirectory(target).resolve("redis-server");
            Files.copy(source, file);
            Files.setPosixFilePermissions(file, EXECUTABLE);
        };
        return unpacked("Redis", program, copying).resolve("redis-server");
    }

    private static String architecture() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch", "");
        if (!system.equals("linux") || !List.of("amd64", "aarch64").contains(architecture)) {
            throw new StartException(("PostgreSQL and Redis come with MediaNest for Linux on x86-64 and arm64 only, "
                            + "and this is %s on %s; give stores of your own (see ./medianest help, --external).")
                    .formatted(system, architecture));
        }
        return architecture;
    }

    private static Path unpacked(String name, String resource, Unpacking unpacking) {
        try (InputStream source = Binaries.class.getResourceAsStream("/" + resource)) {
            if (source == null) {
                throw new StartException(name + " is missing on the class path: no " + resource + ".");
            }
            // The size tells versions of the same name apart.
            Path target = cache().resolve(resource.replaceAll("\\.txz$", "") + "-" + size(resource));
            if (!Files.isDirectory(target)) {
                Path partial = Files.createTempDirectory(target.getParent(), "unpacking-");
                unpacking.unpack(source, partial.resolve("content"));
                publish(partial, target);
            }
            return target;
        } catch (IOException e) {
            throw new StartException(name + " could not be unpacked: " + e.getMessage(), e);
        }
    }

    /** The rename is atomic: a folder of that name is always complete, whoever else unpacks at the same time. */
    private static void publish(Path partial, Path target) throws IOException {
        try {
            Files.move(partial.resolve("content"), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            Folders.delete(partial);
        }
    }

    private static void untar(InputStream archive, Path target) throws IOException {
        Files.createDirectory(target);
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("The archive holds a path outside of it: " + entry.getName());
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file, permissions(entry));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        return PosixFilePermissions.fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x");
    }

    private static long size(String resource) throws IOException {
        return Binaries.class.getResource("/" + resource).openConnection().getContentLengthLong();
    }

    private static Path cache() throws IOException {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home", "/"));
        Path parent = configured == null || configured.isBlank() ? home.resolve(".cache") : Path.of(configured);
        try {
            return Files.createDirectories(parent.resolve("medianest"));
        } catch (IOException noHome) {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            return ownFolder(temporary.resolve("medianest-" + System.getProperty("user.name")));
        }
    }

    /** In a folder that everybody may write to, only one that is ours alone can be trusted to hold programs. */
    private static Path ownFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
        String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
        if (!owner.equals(System.getProperty("user.name"))
                || !Files.getPosixFilePermissions(folder).equals(PRIVATE)) {
            throw new IOException(folder + " belongs to somebody else");
        }
        return folder;
    }

    /** Writes the content of a resource below a folder that does not exist yet. */
    private interface Unpacking {
        void unpack(InputStream source, Path target) throws IOException;
    }
}
