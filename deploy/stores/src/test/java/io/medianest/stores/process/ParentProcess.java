package io.medianest.stores.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Starts a child, prints its id, and waits for it, so that a test can kill the parent. */
final class ParentProcess {
    private ParentProcess() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        ChildProcess child = ChildProcess.start(new ChildCommand(
                "child",
                List.of("sleep", "1000"),
                folder,
                Map.of(),
                new LogFile(folder.resolve("orphan.log")),
                folder.resolve("orphan.process"),
                StopSignal.TERM,
                Duration.ofSeconds(5)));
        System.out.println(child.identity().pid());
        child.onExit().join();
    }
}
