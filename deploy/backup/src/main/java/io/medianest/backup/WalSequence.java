package io.medianest.backup;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files in which PostgreSQL writes its changes, by name: eight hexadecimal digits each for the timeline, for four
 * gigabytes of changes, and for sixteen megabytes of these (of which there are 256).
 */
final class WalSequence {
    private static final Pattern FILE = Pattern.compile("[0-9A-F]{24}");
    private static final int HEXADECIMAL = 16;
    private static final int TIMELINE = 8;
    private static final int LOG = 16;
    private static final long FILES_OF_A_LOG = 256;

    private WalSequence() {}

    /**
     * What is missing between the first file that is needed and the last that is there: PostgreSQL itself takes a gap for
     * the end.
     *
     * @param names of the files of one timeline; what is no file of changes is passed over
     * @return the first missing one; empty if none is
     */
    static Optional<String> missing(List<String> names, String first) {
        NavigableSet<String> files = new TreeSet<>(names);
        files.removeIf(name -> !FILE.matcher(name).matches());
        String expected = first;
        while (files.contains(expected)) {
            expected = next(expected);
        }
        return expected.equals(first) || files.higher(expected) != null ? Optional.of(expected) : Optional.empty();
    }

    /** The file that follows one. */
    private static String next(String name) {
        long log = Long.parseLong(name.substring(TIMELINE, LOG), HEXADECIMAL);
        long file = Long.parseLong(name.substring(LOG), HEXADECIMAL) + 1;
        return name.substring(0, TIMELINE) + "%08X%08X".formatted(log + file / FILES_OF_A_LOG, file % FILES_OF_A_LOG);
    }
}
