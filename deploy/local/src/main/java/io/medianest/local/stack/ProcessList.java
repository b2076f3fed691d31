package io.medianest.local.stack;

import io.medianest.local.installation.Installation;
import io.medianest.stores.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The processes of an installation, seen from outside. */
public final class ProcessList {
    private final Map<String, Path> identityFiles = new LinkedHashMap<>();

    /** Those that the suite can have in this installation. */
    public ProcessList(Installation installation, Suite suite) {
        suite.names().forEach(name -> identityFiles.put(name, installation.identityFile(name)));
        identityFiles.put(Simulators.NAME, installation.identityFile(Simulators.NAME));
        identityFiles.put("kafka", installation.kafka().resolve("kafka.process"));
        identityFiles.put("redis", installation.redis().resolve("redis.process"));
        identityFiles.put("postgres", installation.postgres().resolve("postgres.process"));
    }

    /** The ids of those that run, by name. */
    public Map<String, Long> running() {
        Map<String, Long> running = new LinkedHashMap<>();
        identityFiles.forEach((name, file) -> {
            try {
                ProcessIdentity.read(file)
                        .filter(identity -> identity.running().isPresent())
                        .ifPresent(identity -> running.put(name, identity.pid()));
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        });
        return running;
    }
}
