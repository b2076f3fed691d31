package io.medianest.simulators.plex;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scans libraries for new and vanished files: files that a test put there, and files in the library's directory if it
 * exists. Safe for use by several threads.
 */
public final class Scanner {

    private static final System.Logger LOG = System.getLogger(Scanner.class.getName());
    private static final Set<String> VIDEOS = Set.of("mp4", "mkv", "webm", "avi", "mov");

    private final Vertx vertx;
    private final PlexLibrary library;
    private final Set<String> files = new TreeSet<>();
    private Duration duration = Duration.ofMillis(200);
    private boolean missNewFolders;

    Scanner(Vertx vertx, PlexLibrary library) {
        this.vertx = vertx;
        this.library = library;
    }

    /** Puts a file on the server's disk, where the next scan of it will find it. */
    public synchronized void addFile(String path) {
        files.add(path);
    }

    /** Removes a file from the server's disk, as the next scan of it will find out. */
    public synchronized void removeFile(String path) {
        files.remove(path);
    }

    /** How long a scan takes; the default is 200 ms. */
    public synchronized void duration(Duration duration) {
        this.duration = duration;
    }

    /** Whether a scan of one directory overlooks it when nothing in it is known yet. */
    public synchronized void missNewFolders(boolean missNewFolders) {
        this.missNewFolders = missNewFolders;
    }

    synchronized void clear() {
        files.clear();
        duration = Duration.ofMillis(200);
        missNewFolders = false;
    }

    /** Starts a scan of a library, or of one directory in it; one that is running already goes on instead. */
    synchronized void start(Section section, @Nullable String directory) {
        if (section.refreshing()) {
            return;
        }
        library.save(section.refreshing(true));
        vertx.setTimer(
                Math.max(1, duration.toMillis()),
                timer -> vertx.executeBlocking(() -> finish(section, directory))
                        .onFailure(e ->
                                LOG.log(System.Logger.Level.ERROR, "The scan of " + section.title() + " failed", e)));
    }

    private synchronized boolean finish(Section section, @Nullable String directory) {
        try {
            return scan(section, directory);
        } finally {
            library.save(section.refreshing(false));
        }
    }

    /** Whether there was a directory to look into. */
    private boolean scan(Section section, @Nullable String directory) {
        String scope = directory == null ? section.location() : directory.replaceAll("/+$", "");
        List<Item> known = library.items().stream()
                .filter(item -> item.section().equals(section.key()) && isIn(scope, item.file()))
                .toList();
        boolean overlooked = missNewFolders && directory != null && known.isEmpty();
        if (!section.holds(scope + "/") || overlooked) {
            return false;
        }
        Set<String> found = found(section, scope);
        Set<String> old = known.stream().map(Item::file).collect(Collectors.toCollection(HashSet::new));
        int year = Year.now(ZoneOffset.UTC).getValue();
        found.stream().filter(file -> !old.contains(file)).forEach(file -> library.addVideo(section, file, year));
        known.stream()
                // Films and series of the catalogue have no file on a disk, real or not.
                .filter(item -> item.guids().isEmpty() && item.kind() == Item.Kind.MOVIE)
                .filter(item -> !found.contains(item.file()))
                .forEach(item -> library.remove(item.ratingKey()));
        return true;
    }

    private Set<String> found(Section section, String scope) {
        Set<String> found = new TreeSet<>(files);
        Path directory = Path.of(section.location());
        if (Files.isDirectory(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                tree.filter(Files::isRegularFile).map(Path::toString).forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        found.removeIf(file -> !isIn(scope, file) || !VIDEOS.contains(file.substring(file.lastIndexOf('.') + 1)));
        return found;
    }

    private static boolean isIn(String scope, @Nullable String file) {
        return file != null && file.startsWith(scope + "/");
    }
}
