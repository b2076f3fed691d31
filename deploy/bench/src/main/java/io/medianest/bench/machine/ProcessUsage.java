package io.medianest.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

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

    /** That of a process and everything it has started. */
    public static ProcessUsage of(long pid) {
        List<Long> pids = ProcessHandle.of(pid).stream()
                .flatMap(process -> LongStream.concat(
                                LongStream.of(process.pid()),
                                process.descendants().mapToLong(ProcessHandle::pid))
                        .boxed())
                .toList();
        return pids.stream().map(ProcessUsage::single).reduce(NONE, ProcessUsage::plus);
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
        } catch (NoSuchFileException ended) {
            return NONE;
        } catch (IOException e) {
            // A process that ends while it is looked at takes nothing any more.
            if (ProcessHandle.of(pid).isEmpty()) {
                return NONE;
            }
            throw new UncheckedIOException(folder + " cannot be read", e);
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
