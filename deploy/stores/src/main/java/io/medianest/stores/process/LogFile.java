package io.medianest.stores.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The file that takes a process's output. One earlier file is kept beside it with the suffix {@code .1}.
 *
 * @param path the file
 * @param reading what a line of it says to a person
 */
public record LogFile(Path path, UnaryOperator<String> reading) {
    private static final int TAIL_BYTES = 64 * 1024;

    /** A file whose lines are for people already. */
    public LogFile(Path path) {
        this(path, UnaryOperator.identity());
    }

    /** Puts what an earlier run wrote aside, so that this run starts with an empty file. */
    public void rotate() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        if (Files.exists(path) && Files.size(path) > 0) {
            Files.move(path, earlier(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Keeps the file of a running process from growing without end: once larger than {@code maxBytes}, its content is
     * put aside and the file emptied. The process must append to it, as those started by {@link ChildProcess} do; lines
     * written in the middle of this are lost.
     */
    public void limit(long maxBytes) throws IOException {
        if (Files.exists(path) && Files.size(path) > maxBytes) {
            Files.copy(path, earlier(), StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
        }
    }

    /**
     * The last lines, as a person reads them.
     *
     * @param count how many at most
     * @return empty if there is nothing yet
     */
    public List<String> tail(int count) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                    .map(reading)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The log " + path + " cannot be read", e);
        }
    }

    private Path earlier() {
        return path.resolveSibling(path.getFileName() + ".1");
    }
}
