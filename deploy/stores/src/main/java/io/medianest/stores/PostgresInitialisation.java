package io.medianest.stores;

import io.medianest.stores.process.ChildCommand;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.LogFile;
import io.medianest.stores.process.StartException;
import io.medianest.stores.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes PostgreSQL's data folder, whole or not at all. */
final class PostgresInitialisation {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Path binaries;
    private final Path directory;
    private final PostgresServer.Durability durability;

    /**
     * @param binaries the folder of PostgreSQL
     * @param directory gets the folder {@code data}
     */
    PostgresInitialisation(Path binaries, Path directory, PostgresServer.Durability durability) {
        this.binaries = binaries;
        this.directory = directory;
        this.durability = durability;
    }

    /**
     * Runs initdb.
     *
     * @throws StartException if it fails
     */
    void run(String superuserPassword) throws IOException {
        Path partial = directory.resolve("data.partial");
        Folders.delete(partial);
        Path passwordFile = directory.resolve("superuser.password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, superuserPassword);
            initdb(partial, passwordFile);
            // A folder named data is always complete, even if the machine loses power in the middle of this.
            Files.move(partial, directory.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.delete(passwordFile);
        }
    }

    private void initdb(Path partial, Path passwordFile) {
        List<String> command = List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + partial,
                "--username=" + PostgresServer.SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                durability == PostgresServer.Durability.DURABLE ? "--no-instructions" : "--no-sync");
        ChildProcess initdb = ChildProcess.start(new ChildCommand(
                "PostgreSQL's initdb",
                Unprivileged.command(command, directory),
                directory,
                Map.of(),
                new LogFile(directory.resolve("initdb.log")),
                directory.resolve("initdb.process"),
                StopSignal.TERM,
                TIMEOUT));
        initdb.awaitSuccess(TIMEOUT);
    }
}
