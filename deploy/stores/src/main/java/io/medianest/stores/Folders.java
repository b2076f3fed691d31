package io.medianest.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes whole folders. */
public final class Folders {
    private Folders() {}

    /**
     * Deletes a folder with all it holds; does nothing if there is none.
     *
     * @throws IOException if something of it cannot be deleted; the rest may be gone by then
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
