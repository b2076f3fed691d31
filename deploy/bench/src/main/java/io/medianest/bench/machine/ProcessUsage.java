package io.medianest.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process and its children take, as Linux counts it.
 *
 * @param rssMegabytes memory that is theirs or shared; what children share counts for each
 * @param pssMegabytes memory with what is shared divided among those who share it, so that sums mean something
 * @param cpuSeconds processor time since the start
 */
public record ProcessUsage(double rssMegabytes, double pssMegabytes, double cpuSeconds) {
    private static final double KILOBYTES_PER_MEGABYTE = 1_024;
    /** The unit of times in {@code /proc} is a hundredth of a second on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;

    /** Nothing. */
    public static final ProcessUsage NONE = new ProcessUsage(0, 0, 0);

    /** That of a process and everything it has started; a child that ends meanwhile takes nothing any more. */
    public static ProcessUsage of(long pid) {
        List<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
        ProcessUsage usage = single(pid);
        for (long child : children) {
            usage = usage.plus(ofChild(child));
        }
        return usage;
    }

    /** Both together. */
    public ProcessUsage plus(ProcessUsage other) {
        return new ProcessUsage(
                rssMegabytes + other.rssMegabytes, pssMegabytes + other.pssMegabytes, cpuSeconds + other.cpuSeconds);
    }

    private static ProcessUsage single(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            List<String> memory = Files.readAllLines(folder.resolve("smaps_rollup"));
            String stat = Files.readString(folder.resolve("stat"));
            // The program's name, in parentheses, may hold spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
            return new ProcessUsage(megabytes(memory, "Rss:"), megabytes(memory, "Pss:"), ticks / TICKS_PER_SECOND);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    private static ProcessUsage ofChild(long pid) {
        try {
            return single(pid);
        } catch (UncheckedIOException ending) {
            // Its memory is gone before its entry is.
            return NONE;
        }
    }

    private static double megabytes(List<String> memory, String name) {
        return memory.stream()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / KILOBYTES_PER_MEGABYTE;
    }
}
