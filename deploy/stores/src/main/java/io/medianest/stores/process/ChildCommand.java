package io.medianest.stores.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@link ChildProcess#start} needs to know.
 *
 * @param name what a person calls it, for messages
 * @param command program and arguments; no secrets, since every user of the machine can read them
 * @param directory the folder to run in
 * @param environment added to this process's own environment
 * @param log takes standard output and error
 * @param identityFile keeps the identity of the running process, so that a later start recognises it after a crash
 * @param stopSignal asks the process to end
 * @param stopTimeout how long it may take to end before it is killed
 */
public record ChildCommand(
        String name,
        List<String> command,
        Path directory,
        Map<String, String> environment,
        LogFile log,
        Path identityFile,
        StopSignal stopSignal,
        Duration stopTimeout) {

    /** Copies the lists. */
    public ChildCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
